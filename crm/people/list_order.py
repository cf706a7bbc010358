"""Sort order of the people list: column, direction, and given or family name first."""

from array import array
from operator import itemgetter
from typing import Any, NamedTuple

from crm.storage.reading import Reader
from crm.text.folding import fold

_NAME = "name"
_NULLS_LAST = "({0} IS NULL), {0}"  # NULLs last in both directions
_TEXT_COLUMNS = {
    "organisation": (
        "(SELECT o.name FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id "
        "WHERE r.person_id = person.id ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1)"
    ),
    "title": (
        "(SELECT r.title FROM role r WHERE r.person_id = person.id "
        "ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1)"
    ),
    "city": (
        "(SELECT json_extract(c.parts, '$[3]') FROM contact_point c WHERE c.person_id = person.id "
        "AND c.kind = 'address' ORDER BY c.preferred DESC, c.id LIMIT 1)"
    ),
    "how_we_met": "person.how_we_met",
    "topics": (
        "(SELECT group_concat(t.words, ', ') FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
        "WHERE pt.person_id = person.id)"
    ),
    "tags": (
        "(SELECT group_concat(t.name, ', ') FROM person_tag pt JOIN tag t ON t.id = pt.tag_id "
        "WHERE pt.person_id = person.id)"
    ),
}
_NUMBER_COLUMNS = {
    "rhythm": "person.rhythm_days",
    "last_spoke": "person.last_contact_on",
    "open": (
        "nullif((SELECT count(DISTINCT pr.id) FROM promise_person pp JOIN promise pr ON pr.id = pp.promise_id "
        "WHERE pp.person_id = person.id AND pr.by_person_id IS NULL AND pr.state IN ('open', 'waiting')), 0)"
    ),
    "birthday": "person.birthday_md",
}
_NEXT_MEETING = "next_meeting"
# CROSS JOIN: from the planned meetings, which are few, to their people.
_NEXT_MEETINGS = (
    "SELECT a.person_id, min(m.held_on || coalesce(m.held_at, '')) AS next FROM meeting m "
    "CROSS JOIN attendance a ON a.meeting_id = m.id WHERE m.state = 'planned' AND m.held_on >= :today GROUP BY a.person_id"
)
SORTABLE = (_NAME, *_TEXT_COLUMNS, *_NUMBER_COLUMNS, _NEXT_MEETING)
DESCENDING_FIRST = ("last_spoke", "open")
"""Columns whose first click sorts descending."""


class Order(NamedTuple):
    """`column` is one of SORTABLE, or "" for the default order: kept, parked, resting, each by name."""

    column: str = ""
    descending: bool = False
    by_family: bool = False

    def pressed(self, column: str) -> "Order":
        """Order after a click on a column header: this column, then reversed, then the default order."""
        first_direction = column in DESCENDING_FIRST
        if column != self.column:
            return self._replace(column=column, descending=first_direction)
        if self.descending == first_direction:
            return self._replace(descending=not first_direction)
        return self._replace(column="", descending=False)


DEFAULT_ORDER = Order()


def sorted_ids(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """Ids of the people that match `where` ("" for all) in this order, ties by name."""
    if order.by_family and order.column in ("", _NAME):
        return _by_family_name(read, order, where, values)
    if order.column == _NEXT_MEETING:
        return _by_next_meeting(read, order, where, values)
    if order.column in _TEXT_COLUMNS:
        return _by_text_column(read, order, where, values)
    direction = "DESC" if order.descending else "ASC"
    by = _NUMBER_COLUMNS.get(order.column)
    first = (
        f"{_NULLS_LAST.format(by)} {direction}, "
        if by
        else ""
        if order.column == _NAME
        else "person.standing, "
    )
    name = f"person.sort_key {direction if order.column == _NAME else 'ASC'}"
    return array(
        "q", read.values(f"SELECT person.id FROM person {where}ORDER BY {first}{name}, person.id", **values)
    )


def _by_family_name(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """Sorted in Python, as SQL cannot fold accents. Without a family name, by the full name."""
    rows = read.rows(
        f"SELECT person.id, person.standing, person.family, person.sort_key FROM person {where}", **values
    )
    by_standing = order.column == ""

    def key(row: Any) -> tuple[str, str, str]:
        return (
            row["standing"] if by_standing else "",
            fold(row["family"]) or row["sort_key"],
            row["sort_key"],
        )

    return array("q", [row["id"] for row in sorted(rows, key=key, reverse=order.descending)])


def _by_next_meeting(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """Whom nothing is planned with comes last in both directions. Only planned meetings are read for it."""
    planned = {row["person_id"]: row["next"] for row in read.rows(_NEXT_MEETINGS, today=values["today"])}
    ids = read.values(f"SELECT person.id FROM person {where}ORDER BY person.sort_key, person.id", **values)
    first = sorted((one for one in ids if one in planned), key=planned.__getitem__, reverse=order.descending)
    return array("q", [*first, *(one for one in ids if one not in planned)])


def _by_text_column(read: Reader, order: Order, where: str, values: dict[str, Any]) -> "array[int]":
    """Sorted in Python for the same reason. Empty values last in both directions."""
    rows = read.rows(
        f"SELECT person.id, {_TEXT_COLUMNS[order.column]} AS words FROM person {where}ORDER BY person.sort_key, person.id",
        **values,
    )
    keyed = [(fold(row["words"] or ""), row["id"]) for row in rows]
    non_empty = sorted((one for one in keyed if one[0]), key=itemgetter(0), reverse=order.descending)
    return array("q", [one[1] for one in (*non_empty, *(one for one in keyed if not one[0]))])
