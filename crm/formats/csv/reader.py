"""Reads a table row by row, never the whole file: what one row breaks costs that row, and nothing vanishes unsaid."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from crm.contacts.contact import Remark
from crm.formats.card import CardRead
from crm.formats.csv import linkedin
from crm.formats.csv.column_fields import KEPT, OTHER, Meaning
from crm.formats.csv.column_mapping import Said, said_of
from crm.formats.csv.column_recognition import said
from crm.formats.csv.column_remarks import Few, of_contents, of_twice, of_unknown
from crm.formats.csv.column_understanding import Understood
from crm.formats.csv.contact_from_row import TAKES, Column, Draft, Take, column_of, kept, settle
from crm.formats.csv.date_order_scan import with_orders
from crm.formats.csv.encoding import Told, encoding_of, text_lines
from crm.formats.csv.layout import Layout, is_silent, layout_of
from crm.formats.csv.row_splitting import Row, cut
from crm.formats.csv.table_kinds import LINKEDIN, OWN_TABLE
from crm.formats.read_options import Options

NOBODY = "row has no name, organisation, e-mail or phone"
_MANY = 5  # rows that tell how many cells are usual
_TOO_MANY = "the row has more cells than the header; what they say is kept"


def read_table(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    """Rows in file order. Raises FileNotRead for what is no table, NotUnderstood for a mapping that does not fit it."""
    encoding = encoding_of(path, options.charset, lambda: progress(0))
    layout = layout_of(path, encoding)
    if layout.shape == OWN_TABLE:
        yield from _our_cards(path, layout, progress)
        return
    table = _Table(layout, said_of(layout, options, path.name))
    remarks = table.settle_dates(path, lambda: progress(0))
    told = Told(progress)
    yield from table.cards(cut(text_lines(path, encoding, told), layout.delimiter))
    if told.guessed:
        remarks = [f"letters were read as {encoding.shown}: look at the accents", *remarks]
    for reason in (*remarks, *table.remarks()):
        yield _outside(layout.header_line, reason, "")


def _our_cards(path: Path, layout: Layout, progress: Callable[[int], None]) -> Iterator[CardRead]:
    from crm.formats.csv.own_table_reader import OurTable  # most tables are somebody else's

    rows = cut(text_lines(path, layout.encoding, Told(progress)), layout.delimiter)
    return OurTable(layout.names).cards(rows, layout.header_line)


class _Table:
    """The columns of one file, each with what is done to its cells."""

    def __init__(self, layout: Layout, user: Said) -> None:
        """`user`: what the user says of it, now or before."""
        self._layout = layout
        self._said = user
        self._is_linkedin = layout.shape == LINKEDIN
        meanings = said(layout.meanings, layout.names, user.fields)
        self._columns = [
            column_of(name, meaning) for name, meaning in zip(layout.names, meanings, strict=True)
        ]
        self._least = _usual_width(layout)
        self._unknown: dict[str, None] = {}  # columns that nobody knows and that hold something
        self._twice: dict[str, None] = {}
        self._short = Few()
        self._set_takes()

    def _set_takes(self) -> None:
        known = list(zip(self._columns, self._layout.columns, strict=True))
        self._takes: list[tuple[Take, Column]] = [
            (
                self._keep if _is_unknown(column, one) else TAKES[column.meaning.field.partition(".")[0]],
                column,
            )
            for column, one in known
        ]
        self._heads = [_head(column, one.called) for column, one in known]

    def _keep(self, draft: Draft, column: Column, value: str) -> None:
        self._unknown[column.name] = None
        kept(draft, column, value)

    def settle_dates(self, path: Path, looked: Callable[[], None]) -> list[str]:
        """What is to be said of days that two ways of reading fit."""
        self._columns, remarks = with_orders(path, self._layout, self._columns, self._said.order, looked)
        self._set_takes()
        return remarks

    def remarks(self) -> Iterator[str]:
        """About the columns, once all rows are read."""
        yield from of_contents(zip(self._columns, self._layout.columns, strict=True))
        yield from of_unknown(list(self._unknown))
        yield from of_twice(list(self._twice))
        if self._short.left:
            yield f"{self._short.left:,} rows more have fewer cells than the header"

    def cards(self, rows: Iterator[Row]) -> Iterator[CardRead]:
        number = 0
        header = self._layout.header_line if self._layout.header >= 0 else -1
        for row in rows:
            if row.line < header or (header < 0 and row.line < self._layout.header_line):
                yield from self._before(row)
            elif row.line != header:
                number += 1
                yield self._card(number, row)

    def _before(self, row: Row) -> Iterator[CardRead]:
        if not is_silent(self._layout, row):
            yield _outside(row.line, "a line over the header was left out", row.shown)

    def _card(self, number: int, row: Row) -> CardRead:
        if row.fault:
            return _unreadable(number, row, row.fault)
        try:
            return self._understood(number, row)
        except Exception as wrong:  # the last wall: one row must never end the reading of a file
            return _unreadable(number, row, f"this row could not be understood ({type(wrong).__name__})")

    def _understood(self, number: int, row: Row) -> CardRead:
        if not any(map(str.strip, row.cells)):
            return _unreadable(number, row, NOBODY)
        draft, raw = Draft(), []
        for (take, column), head, cell in zip(self._takes, self._heads, row.cells, strict=False):
            if cell and (value := cell.strip()):
                take(draft, column, value)
                raw.append(head + value.replace("\n", "\\n") if "\n" in value else head + value)
        if len(row.cells) != len(self._columns):
            raw += self._ragged(draft, row)
        return self._finished(number, row, draft, raw)

    def _ragged(self, draft: Draft, row: Row) -> Iterator[str]:
        """Cells beyond the header are kept; where some are missing, others may stand in the wrong columns."""
        for place, cell in enumerate(row.cells[len(self._columns) :], len(self._columns) + 1):
            if value := cell.strip():
                draft.keep(column_of(f"Column {place}", KEPT), value)
                draft.problems.append(_TOO_MANY)
                yield f"Column {place}:{value}"
        if len(row.cells) < self._least and self._short.is_one_more():
            draft.problems.append(
                f"the row has {len(row.cells)} of {self._least} cells; the others are taken as empty"
            )

    def _finished(self, number: int, row: Row, draft: Draft, raw: list[str]) -> CardRead:
        if row.cells == self._layout.names:
            return _unreadable(number, row, "the header stands here once more")
        if self._is_linkedin:
            linkedin.settle(draft)
        settle(draft)
        if draft.twice:
            self._twice.update(dict.fromkeys(draft.twice))
        contact = draft.contact
        if not contact.full_name:
            return _unreadable(number, row, linkedin.CLOSED if draft.connected else NOBODY)
        if self._is_linkedin and contact.uid:
            raw.insert(0, f"UID:{contact.uid}")
        contact.raw = "\n".join(raw)
        remarks = [
            Remark(row.line, number, contact.full_name, reason, row.shown)
            for reason in dict.fromkeys([*filter(None, [row.remark]), *draft.problems])
        ]
        return CardRead(number, row.line, "person", contact, remarks=remarks, is_parked=self._is_linkedin)


def _usual_width(layout: Layout) -> int:
    """How many cells a row should have: some programs write none of those that their header has more at its end."""
    width = len(layout.names)
    widths = [len(cells) for cells in layout.samples]
    usual = max(set(widths), key=lambda one: (widths.count(one), one), default=width)
    are_many = len(widths) >= _MANY and widths.count(usual) * 2 > len(widths)
    return min(width, usual) if are_many else width


def _is_unknown(column: Column, known: Understood) -> bool:
    return column.meaning == OTHER and not known.is_contradicted


def _head(column: Column, called: Meaning) -> str:
    """What stands before a cell in the row's raw text: said otherwise of its columns, a row is another one."""
    field = column.meaning.field
    if field == "uid":
        return "UID:"
    is_as_called = column.meaning == called or {field, called.field} <= {OTHER.field, KEPT.field}
    shown = OTHER.field if field == KEPT.field else field
    return f"{column.name}:" if is_as_called else f"{shown}={column.name}:"


def _outside(line: int, reason: str, shown: str) -> CardRead:
    return CardRead(0, line, "outside", remarks=[Remark(line, 0, "", reason, shown)], count=0)


def _unreadable(number: int, row: Row, reason: str) -> CardRead:
    remark = Remark(row.line, number, "", reason, row.shown)
    return CardRead(number, row.line, "unreadable", remarks=[remark])
