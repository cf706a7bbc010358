"""Rows and menus of the people page, as its tests read and use them."""


def names(page) -> list[str]:
    return [page.list.rows.row_at(place).name for place in range(page.list.rows.rowCount())]
