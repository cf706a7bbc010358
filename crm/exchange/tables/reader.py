"""Reads a table row by row, never the whole file: what one row breaks costs that row, and nothing vanishes unsaid."""

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from crm.exchange.cards import CardRead
from crm.exchange.contact import Remark
from crm.exchange.options import Options
from crm.exchange.tables import dates, linkedin
from crm.exchange.tables.columns import OTHER, Meaning, said
from crm.exchange.tables.cutting import Row, cut
from crm.exchange.tables.encoding import Told, encoding_of, text_lines
from crm.exchange.tables.filling import TAKES, Column, Draft, Take, column_of, settle
from crm.exchange.tables.kinds import LINKEDIN, OURS
from crm.exchange.tables.layout import Layout, is_silent, layout_of
from crm.exchange.tables.mapping import mapping_for

_DATED = ("birthday", "anniversary")
_ENGLISH = {
    "birthday",
    "anniversary",
    "birth date",
    "birthdate",
    "date of birth",
    "dob",
    "bday",
    "wedding anniversary",
}
NOBODY = "row has no name, organisation, e-mail or phone"


def read_table(
    path: Path, options: Options, progress: Callable[[int], None]
) -> Generator[CardRead, None, None]:
    """Rows in file order. Raises FileNotRead for what is no table, NotUnderstood for a mapping that does not fit it."""
    encoding = encoding_of(path, options.charset, lambda: progress(0))
    layout = layout_of(path, encoding)
    if layout.shape == OURS:
        yield from _our_cards(path, layout, progress)
        return
    table = _Table(layout, meanings_of(layout, options, path.name))
    table.settle_dates(path, progress)
    told = Told(progress)
    yield from table.cards(cut(text_lines(path, encoding, told), layout.delimiter))
    if told.guessed:
        yield _outside(layout.header_line, f"letters were read as {encoding.shown}: look at the accents", "")


def _our_cards(path: Path, layout: Layout, progress: Callable[[int], None]) -> Iterator[CardRead]:
    from crm.exchange.tables.ours import OurTable  # most tables are somebody else's

    rows = cut(text_lines(path, layout.encoding, Told(progress)), layout.delimiter)
    return OurTable(layout.names).cards(rows, layout.header_line)


def meanings_of(layout: Layout, options: Options, name: str) -> list[Meaning]:
    """What the columns hold: as the user says, else as was said of this header before, else as they are called."""
    return said(layout.meanings, layout.names, mapping_for(layout, options, name))


class _Table:
    """The columns of one file, each with what is done to its cells."""

    def __init__(self, layout: Layout, meanings: Sequence[Meaning]) -> None:
        self._layout = layout
        self._is_linkedin = layout.shape == LINKEDIN
        self._columns = [
            column_of(name, meaning) for name, meaning in zip(layout.names, meanings, strict=True)
        ]
        self._takes: list[tuple[Take, Column]] = [
            (TAKES[column.meaning.field.partition(".")[0]], column) for column in self._columns
        ]
        self._heads = [_head(one, called) for one, called in zip(self._columns, layout.meanings, strict=True)]

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
        draft, raw = Draft(), []
        for (take, column), head, cell in zip(self._takes, self._heads, row.cells, strict=False):
            if cell and (value := cell.strip()):
                take(draft, column, value)
                raw.append(head + value.replace("\n", "\\n") if "\n" in value else head + value)
        for place, cell in enumerate(row.cells[len(self._columns) :], len(self._columns) + 1):
            if value := cell.strip():
                draft.keep(column_of(f"Column {place}", OTHER), value)
                draft.problems.append("the row has more cells than the header; what they say is kept")
                raw.append(f"Column {place}:{value}")
        return self._finished(number, row, draft, raw)

    def _finished(self, number: int, row: Row, draft: Draft, raw: list[str]) -> CardRead:
        if row.cells == self._layout.names:
            return _unreadable(number, row, "the header stands here once more")
        if self._is_linkedin:
            linkedin.settle(draft)
        settle(draft)
        contact = draft.contact
        if not contact.full_name:
            return _unreadable(number, row, linkedin.CLOSED if draft.connected else NOBODY)
        if self._is_linkedin and contact.uid:
            raw.insert(0, f"UID:{contact.uid}")
        contact.raw = "\n".join(raw)
        remarks = [
            Remark(row.line, number, contact.full_name, reason, row.shown)
            for reason in dict.fromkeys(draft.problems)
        ]
        return CardRead(number, row.line, "person", contact, remarks=remarks, is_parked=self._is_linkedin)

    def settle_dates(self, path: Path, progress: Callable[[int], None]) -> None:
        """Only where a column has days that two ways of reading fit is the file looked through for it."""
        for place, column in enumerate(self._columns):
            if column.meaning.field in _DATED:
                told = Told(lambda _: progress(0))  # so that it can be stopped
                rows = cut(text_lines(path, self._layout.encoding, told), self._layout.delimiter)
                cells = (row.cells[place] for row in rows if place < len(row.cells))
                otherwise = self._layout.header >= 0 and column.plain not in _ENGLISH
                day_first = dates.day_comes_first(cells, otherwise)
                self._columns[place] = column._replace(day_first=day_first)
                self._takes[place] = (self._takes[place][0], self._columns[place])


def _head(column: Column, called: Meaning) -> str:
    """What stands before a cell in the row's raw text: said otherwise of its columns, a row is another one."""
    if column.meaning.field == "uid":
        return "UID:"
    return f"{column.name}:" if column.meaning == called else f"{column.meaning.field}={column.name}:"


def _outside(line: int, reason: str, shown: str) -> CardRead:
    return CardRead(0, line, "outside", remarks=[Remark(line, 0, "", reason, shown)], count=0)


def _unreadable(number: int, row: Row, reason: str) -> CardRead:
    remark = Remark(row.line, number, "", reason, row.shown)
    return CardRead(number, row.line, "unreadable", remarks=[remark])
