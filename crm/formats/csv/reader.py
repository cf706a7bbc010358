"""Reads a table row by row in constant memory: a damaged row costs only itself, and everything left out is reported."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from crm.contacts.contact import Remark
from crm.formats.card import CardRead, remark_outside_cards
from crm.formats.csv import linkedin
from crm.formats.csv.column_fields import KEPT, OTHER, Meaning
from crm.formats.csv.column_mapping import UserMapping, user_mapping
from crm.formats.csv.column_recognition import apply_mapping
from crm.formats.csv.column_remarks import (
    LimitedRemarks,
    content_remarks,
    contradiction_remarks,
    unknown_remarks,
)
from crm.formats.csv.column_understanding import ColumnMeaning
from crm.formats.csv.contact_from_row import (
    CELL_HANDLERS,
    CellHandler,
    Column,
    ContactDraft,
    column_of,
    finish_contact,
    keep_unknown,
)
from crm.formats.csv.date_order_scan import with_date_orders
from crm.formats.csv.encoding import ReadProgress, encoding_of, text_lines
from crm.formats.csv.layout import Layout, layout_of, needs_no_remark
from crm.formats.csv.row_splitting import Row, split_rows
from crm.formats.csv.table_kinds import LINKEDIN, OWN_TABLE
from crm.formats.read_options import Options

NO_IDENTITY = "row has no name, organisation, e-mail or phone"
_MIN_ROWS = 5  # rows needed to determine the usual width
_TOO_MANY = "the row has more cells than the header; what they say is kept"


def read_table(
    path: Path, options: Options, on_progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    """Rows in file order. Raises FileNotRead if it is not a table, NotUnderstood if the mapping does not fit it."""
    encoding = encoding_of(path, options.charset, lambda: on_progress(0))
    layout = layout_of(path, encoding)
    if layout.table_kind == OWN_TABLE:
        yield from _own_table_cards(path, layout, on_progress)
        return
    table = _Table(layout, user_mapping(layout, options, path.name))
    remarks = table.settle_dates(path, lambda: on_progress(0))
    progress = ReadProgress(on_progress)
    yield from table.cards(split_rows(text_lines(path, encoding, progress), layout.delimiter))
    if progress.guessed:
        remarks = [f"letters were read as {encoding.shown}: look at the accents", *remarks]
    for reason in (*remarks, *table.remarks()):
        yield remark_outside_cards(reason, layout.header_line)


def _own_table_cards(path: Path, layout: Layout, on_progress: Callable[[int], None]) -> Iterator[CardRead]:
    from crm.formats.csv.own_table_reader import OwnTableReader  # most tables are from other programs

    rows = split_rows(text_lines(path, layout.encoding, ReadProgress(on_progress)), layout.delimiter)
    return OwnTableReader(layout.names).cards(rows, layout.header_line)


class _Table:
    """The columns of one file with their cell handlers."""

    def __init__(self, layout: Layout, mapping: UserMapping) -> None:
        """`mapping` is the user's mapping, given now or remembered."""
        self._layout = layout
        self._mapping = mapping
        self._is_linkedin = layout.table_kind == LINKEDIN
        meanings = apply_mapping(layout.meanings, layout.names, mapping.fields)
        self._columns = [
            column_of(name, meaning) for name, meaning in zip(layout.names, meanings, strict=True)
        ]
        self._min_width = _usual_width(layout)
        self._unknown_columns: dict[str, None] = {}  # unknown columns with content
        self._contradicting: dict[str, None] = {}
        self._short_rows = LimitedRemarks()
        self._set_handlers()

    def _set_handlers(self) -> None:
        known = list(zip(self._columns, self._layout.columns, strict=True))
        self._handlers: list[tuple[CellHandler, Column]] = [
            (
                self._keep
                if _is_unknown(column, one)
                else CELL_HANDLERS[column.meaning.field.partition(".")[0]],
                column,
            )
            for column, one in known
        ]
        self._prefixes = [_raw_prefix(column, one.by_heading) for column, one in known]

    def _keep(self, draft: ContactDraft, column: Column, value: str) -> None:
        self._unknown_columns[column.name] = None
        keep_unknown(draft, column, value)

    def settle_dates(self, path: Path, on_check: Callable[[], None]) -> list[str]:
        """Determine the order of ambiguous dates; returns remarks about it."""
        self._columns, remarks = with_date_orders(
            path, self._layout, self._columns, self._mapping.order, on_check
        )
        self._set_handlers()
        return remarks

    def remarks(self) -> Iterator[str]:
        """Remarks about the columns, after all rows were read."""
        yield from content_remarks(zip(self._columns, self._layout.columns, strict=True))
        yield from unknown_remarks(list(self._unknown_columns))
        yield from contradiction_remarks(list(self._contradicting))
        if self._short_rows.left:
            yield f"{self._short_rows.left:,} rows more have fewer cells than the header"

    def cards(self, rows: Iterator[Row]) -> Iterator[CardRead]:
        number = 0
        header = self._layout.header_line if self._layout.header >= 0 else -1
        for row in rows:
            if row.line < header or (header < 0 and row.line < self._layout.header_line):
                yield from self._line_before_header(row)
            elif row.line != header:
                number += 1
                yield self._card(number, row)

    def _line_before_header(self, row: Row) -> Iterator[CardRead]:
        if not needs_no_remark(self._layout, row):
            yield remark_outside_cards("a line over the header was left out", row.line, row.shown)

    def _card(self, number: int, row: Row) -> CardRead:
        if row.fault:
            return _unreadable(number, row, row.fault)
        try:
            return self._parse(number, row)
        except Exception as error:  # last resort: one row must never end the reading of a file
            return _unreadable(number, row, f"this row could not be understood ({type(error).__name__})")

    def _parse(self, number: int, row: Row) -> CardRead:
        if not any(map(str.strip, row.cells)):
            return _unreadable(number, row, NO_IDENTITY)
        draft, raw = ContactDraft(), []
        for (handle, column), prefix, cell in zip(self._handlers, self._prefixes, row.cells, strict=False):
            if cell and (value := cell.strip()):
                handle(draft, column, value)
                raw.append(prefix + value.replace("\n", "\\n") if "\n" in value else prefix + value)
        if len(row.cells) != len(self._columns):
            raw += self._uneven_cells(draft, row)
        return self._finish(number, row, draft, raw)

    def _uneven_cells(self, draft: ContactDraft, row: Row) -> Iterator[str]:
        """Keep cells beyond the header; remark on missing cells, as others may be in the wrong columns."""
        for place, cell in enumerate(row.cells[len(self._columns) :], len(self._columns) + 1):
            if value := cell.strip():
                draft.keep(column_of(f"Column {place}", KEPT), value)
                draft.problems.append(_TOO_MANY)
                yield f"Column {place}:{value}"
        if len(row.cells) < self._min_width and self._short_rows.may_add():
            draft.problems.append(
                f"the row has {len(row.cells)} of {self._min_width} cells; the others are taken as empty"
            )

    def _finish(self, number: int, row: Row, draft: ContactDraft, raw: list[str]) -> CardRead:
        if row.cells == self._layout.names:
            return _unreadable(number, row, "the header stands here once more")
        if self._is_linkedin:
            linkedin.finish_connection(draft)
        finish_contact(draft)
        if draft.contradicting:
            self._contradicting.update(dict.fromkeys(draft.contradicting))
        contact = draft.contact
        if not contact.full_name:
            return _unreadable(number, row, linkedin.CLOSED if draft.connected else NO_IDENTITY)
        if self._is_linkedin and contact.uid:
            raw.insert(0, f"UID:{contact.uid}")
        contact.raw = "\n".join(raw)
        remarks = [
            Remark(row.line, number, contact.full_name, reason, row.shown)
            for reason in dict.fromkeys([*filter(None, [row.remark]), *draft.problems])
        ]
        return CardRead(number, row.line, "person", contact, remarks=remarks, is_parked=self._is_linkedin)


def _usual_width(layout: Layout) -> int:
    """The usual number of cells: some programs leave out empty cells at the end of rows."""
    width = len(layout.names)
    widths = [len(cells) for cells in layout.samples]
    usual = max(set(widths), key=lambda one: (widths.count(one), one), default=width)
    is_reliable = len(widths) >= _MIN_ROWS and widths.count(usual) * 2 > len(widths)
    return min(width, usual) if is_reliable else width


def _is_unknown(column: Column, known: ColumnMeaning) -> bool:
    return column.meaning == OTHER and not known.is_contradicted


def _raw_prefix(column: Column, called: Meaning) -> str:
    """Prefix of a cell in the raw text; it includes the field if the user changed the column's meaning."""
    field = column.meaning.field
    if field == "uid":
        return "UID:"
    is_unchanged = column.meaning == called or {field, called.field} <= {OTHER.field, KEPT.field}
    shown = OTHER.field if field == KEPT.field else field
    return f"{column.name}:" if is_unchanged else f"{shown}={column.name}:"


def _unreadable(number: int, row: Row, reason: str) -> CardRead:
    remark = Remark(row.line, number, "", reason, row.shown)
    return CardRead(number, row.line, "unreadable", remarks=[remark])
