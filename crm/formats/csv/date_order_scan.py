"""Determines the order of day and month in a table's dates in one pass over the file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crm.formats.csv.cell_contents import DATE, content_type_of
from crm.formats.csv.column_fields import DATE_FIELDS
from crm.formats.csv.column_remarks import date_remarks
from crm.formats.csv.contact_from_row import Column
from crm.formats.csv.date_order import DateOrder, Evidence, collect_evidence, decide_order
from crm.formats.csv.encoding import ReadProgress, text_lines
from crm.formats.csv.layout import Layout
from crm.formats.csv.row_splitting import split_rows


def with_date_orders(
    path: Path, layout: Layout, columns: Sequence[Column], stated: str, on_check: Callable[[], None]
) -> tuple[list[Column], list[str]]:
    """The columns with their date orders, and remarks. The file is read only if it has date columns."""
    dated = [index for index, column in enumerate(columns) if column.meaning.field in DATE_FIELDS]
    result = list(columns)
    remarks: list[str] = []
    evidence = evidence_of(path, layout, dated, on_check) if dated else {}
    for index in dated:
        order = order_of(index, evidence, layout, stated)
        result[index] = columns[index]._replace(day_first=order.day_first)
        remarks += date_remarks(columns[index], evidence[index].ambiguous, order)
    return result, remarks


def evidence_of(
    path: Path, layout: Layout, indexes: Sequence[int], on_check: Callable[[], None]
) -> dict[int, Evidence]:
    """Evidence of these columns and of all others with dates: a table uses one order throughout."""
    others = {
        index
        for index in range(len(layout.names))
        if content_type_of([row[index] for row in layout.samples if index < len(row)]) == DATE
    }
    return collect_evidence(_rows(path, layout), sorted({*indexes, *others}), on_check)


def order_of(index: int, evidence: dict[int, Evidence], layout: Layout, stated: str) -> DateOrder:
    return decide_order(index, evidence, layout.names, stated, layout.header >= 0)


def _rows(path: Path, layout: Layout) -> Iterator[list[str]]:
    for row in split_rows(text_lines(path, layout.encoding, ReadProgress()), layout.delimiter):
        yield row.cells
