"""How a table is laid out: its charset, what parts its cells, where its header stands, and what its columns are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from crm.errors import FileNotRead
from crm.formats.csv.cell_contents import NAME, look_of
from crm.formats.csv.column_fields import Meaning, plain
from crm.formats.csv.column_recognition import by_names
from crm.formats.csv.column_understanding import Understood, by_contents, understood
from crm.formats.csv.encoding import Encoding, Told, text_lines
from crm.formats.csv.heading_meaning import BARE
from crm.formats.csv.heading_parser import heading
from crm.formats.csv.known_programs import shape_of, what_else
from crm.formats.csv.row_splitting import MOST_COLUMNS, Row, cut, sniffed
from crm.formats.csv.table_kinds import CSV, LINKEDIN, OWN_TABLE

_START = 64 << 10  # characters
_ROWS = 60
_HEADER_WITHIN = 20
_LONGEST_NAME = 100
_ENDS = tuple(".!?…")  # of sentences
_SAID = re.compile(r'"?sep=([^\n"])"?[ \t]*\r?(?:\n|\Z)', re.I)
_DATA = re.compile(
    r"\A(?:[^\s@]+@[^\s@]+\.\w+|https?://\S+|[+(]?\d[\d\s()/.-]{4,}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
)


@dataclass(slots=True)
class Layout:
    """`header` is the number of the header's row from 0, or -1 where there is none; `samples` are the first rows."""

    encoding: Encoding
    delimiter: str
    shape: str
    names: list[str]
    header: int
    header_line: int = 0
    samples: list[list[str]] = field(default_factory=list)
    columns: list[Understood] = field(default_factory=list)

    @property
    def meanings(self) -> list[Meaning]:
        return [one.meaning for one in self.columns]

    @property
    def is_of_people(self) -> bool:
        """Whether it has people and how to reach them: many a table has names of something else."""
        fields = {one.field for one in self.meanings}
        reached = fields & {"email", "phone", "birthday"} or any(one.startswith("address.") for one in fields)
        return bool(reached) and bool(fields & {"name", "given", "family", "nickname", "organization"})


def layout_of(path: Path, encoding: Encoding, name: str = "") -> Layout:
    """Raises FileNotRead, with a sentence, for what is no table of people."""
    name = name or path.name
    text = "".join(_start(path, encoding))
    delimiter, rows = _rows(text)
    if any(row.is_wide for row in rows):
        raise FileNotRead(f"{name} has more than {MOST_COLUMNS:,} columns; that is no table of people.")
    found = _header_in(rows)
    if found is None:
        if delimiter is None or not _is_table(rows):
            raise FileNotRead(
                f"{name} is no address book this program can read: it holds no vCard, and its lines are no table."
            )
        found = _first_wide(rows)
    if what := what_else(rows[found].cells):
        raise FileNotRead(f"{name} holds {what}, not people; only Connections.csv is a list of people.")
    return _laid_out(encoding, delimiter or ",", rows, found)


def _rows(text: str) -> tuple[str | None, list[Row]]:
    """The delimiter, as the first line says it for spreadsheets or else as the rows show, and the first rows."""
    said = _SAID.match(text)
    delimiter = said[1] if said else sniffed(text)
    rows = list(islice(cut(iter(text.splitlines(keepends=True)), delimiter or ","), _ROWS))
    return delimiter, rows[1:] if said else rows


def _laid_out(encoding: Encoding, delimiter: str, rows: list[Row], at: int) -> Layout:
    cells = rows[at].cells
    after = [row.cells for row in rows[at + 1 :]]
    if known_in(cells) or not _is_data(cells, after):
        names = [_name(cell, place) for place, cell in enumerate(cells, 1)]
        shape = shape_of(cells)
        columns = [] if shape == OWN_TABLE else understood(names, shape, after)
        return Layout(encoding, delimiter, shape, names, at, rows[at].line, after, columns)
    rows_of_it = [cells, *after]
    names = [f"Column {place}" for place in range(1, max(map(len, rows_of_it)) + 1)]
    columns = by_contents(rows_of_it, len(names))
    return Layout(encoding, delimiter, CSV, names, -1, rows[at].line, rows_of_it, columns)


def _is_data(cells: list[str], after: list[list[str]]) -> bool:
    """Whether a row is the first of the table, and not the names of its columns: it looks like those below it."""
    if any(_DATA.fullmatch(cell.strip()) for cell in cells):
        return True
    if any(heading(cell).phrases for cell in cells):
        return False
    below = [[row[place] for row in after if place < len(row)] for place in range(len(cells))]
    return any(
        look_of([cell]) == NAME and look_of(column) == NAME for cell, column in zip(cells, below, strict=True)
    )


def _name(cell: str, place: int) -> str:
    return " ".join(cell.split())[:_LONGEST_NAME] or f"Column {place}"


def _start(path: Path, encoding: Encoding) -> Iterator[str]:
    length = 0
    for line in text_lines(path, encoding, Told()):
        yield line if len(line) <= _START else f"{line[:_START]}\n"
        length += len(line)
        if length > _START:
            return


def _header_in(rows: list[Row]) -> int | None:
    """The first row of which two cells are names of columns; in a table of one column, one."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        known = known_in(row.cells)
        if known > 1 or (known and row.cells and all(len(one.cells) == 1 for one in rows[place:])):
            return place
    return None


def known_in(cells: list[str]) -> int:
    """How many cells name different things that a table of people has columns for."""
    if any("@" in cell for cell in cells):
        return 0
    return len({one for one in by_names(cells, CSV) if one.field not in ("other", BARE)})


def _is_table(rows: list[Row]) -> bool:
    """Of names nobody knows a table has short ones, and the same number of cells in most rows."""
    at = _first_wide(rows)
    widths = [len(row.cells) for row in rows]
    usual = max(set(widths), key=widths.count)
    cells = [cell.strip() for cell in rows[at].cells]
    named = all(
        len(cell.split()) <= 5 and len(cell) <= _LONGEST_NAME and cell[-1:] not in _ENDS for cell in cells
    )
    return usual > 1 and len(rows) > 1 and named and widths.count(usual) * 2 > len(rows)


def _first_wide(rows: list[Row]) -> int:
    widths = [len(row.cells) for row in rows]
    usual = max(set(widths), key=widths.count)
    return widths.index(usual)


def is_silent(layout: Layout, row: Row) -> bool:
    """LinkedIn's own words over its header need no remark."""
    return (
        layout.shape == LINKEDIN
        or not any(cell.strip() for cell in row.cells)
        or plain(row.cells[0]) == "sep"
    )
