"""The order of day and month in a table's dates, told by looking through the file once."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crm.formats.csv.cell_contents import DATE, look_of
from crm.formats.csv.column_fields import DATED
from crm.formats.csv.column_remarks import of_dates
from crm.formats.csv.contact_from_row import Column
from crm.formats.csv.date_order import Decided, Evidence, decided, looked_through
from crm.formats.csv.encoding import Told, text_lines
from crm.formats.csv.layout import Layout
from crm.formats.csv.row_splitting import cut


def with_orders(
    path: Path, layout: Layout, columns: Sequence[Column], said: str, looked: Callable[[], None]
) -> tuple[list[Column], list[str]]:
    """The columns with the order of their dates, and what is to be said of it. Only where there are any is the file read."""
    dated = [place for place, column in enumerate(columns) if column.meaning.field in DATED]
    result = list(columns)
    remarks: list[str] = []
    evidence = evidence_of(path, layout, dated, looked) if dated else {}
    for place in dated:
        order = order_of(place, evidence, layout, said)
        result[place] = columns[place]._replace(day_first=order.day_first)
        remarks += of_dates(columns[place], evidence[place].unclear, order)
    return result, remarks


def evidence_of(
    path: Path, layout: Layout, places: Sequence[int], looked: Callable[[], None]
) -> dict[int, Evidence]:
    """Of these columns, and of all others that hold dates: a table is written in one way."""
    others = {
        place
        for place in range(len(layout.names))
        if look_of([row[place] for row in layout.samples if place < len(row)]) == DATE
    }
    return looked_through(_rows(path, layout), sorted({*places, *others}), looked)


def order_of(place: int, evidence: dict[int, Evidence], layout: Layout, said: str) -> Decided:
    return decided(place, evidence, layout.names, said, layout.header >= 0)


def _rows(path: Path, layout: Layout) -> Iterator[list[str]]:
    for row in cut(text_lines(path, layout.encoding, Told()), layout.delimiter):
        yield row.cells
