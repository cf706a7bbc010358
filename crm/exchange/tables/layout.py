"""How a table is laid out: its charset, what parts its cells, where its header stands, and what its columns are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from crm.errors import FileNotRead
from crm.exchange.tables.columns import OTHER, Meaning, meanings, plain
from crm.exchange.tables.cutting import MOST_COLUMNS, Row, cut, sniffed
from crm.exchange.tables.encoding import Encoding, Told, text_lines
from crm.exchange.tables.kinds import CSV, KINDS, LINKEDIN
from crm.exchange.tables.shapes import shape_of, what_else

_START = 64 << 10  # characters
_ROWS = 60
_HEADER_WITHIN = 20
_LONGEST_NAME = 100
_ENDS = tuple(".!?…")  # of sentences
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
    before: list[Row] = field(default_factory=list)  # rows over the header
    samples: list[list[str]] = field(default_factory=list)

    @property
    def meanings(self) -> list[Meaning]:
        """As the columns' names, or without names their contents, tell."""
        if self.header < 0:
            return by_contents(self.samples, len(self.names))
        return meanings(self.names, self.shape)


def layout_of(path: Path, encoding: Encoding, name: str = "") -> Layout:
    """Raises FileNotRead, with a sentence, for what is no table of people."""
    name = name or path.name
    text = "".join(_start(path, encoding))
    delimiter = sniffed(text)
    rows = list(islice(cut(iter(text.splitlines(keepends=True)), delimiter or ","), _ROWS))
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


def _laid_out(encoding: Encoding, delimiter: str, rows: list[Row], at: int) -> Layout:
    cells = rows[at].cells
    after = [row.cells for row in rows[at + 1 :]]
    if _known(cells) or not any(_DATA.fullmatch(cell.strip()) for cell in cells):
        names = [_name(cell, place) for place, cell in enumerate(cells, 1)]
        return Layout(encoding, delimiter, shape_of(cells), names, at, rows[at].line, rows[:at], after)
    names = [f"Column {place}" for place in range(1, max(map(len, (cells, *after))) + 1)]
    return Layout(encoding, delimiter, CSV, names, -1, rows[at].line, rows[:at], [cells, *after])


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
        known = _known(row.cells)
        if known > 1 or (known and row.cells and all(len(one.cells) == 1 for one in rows[place:])):
            return place
    return None


def _known(cells: list[str]) -> int:
    """How many cells name different things that a table of people has columns for."""
    if any("@" in cell for cell in cells):
        return 0
    best = 0
    for shape in KINDS if len(cells) < 200 else (CSV,):
        best = max(best, len({meaning for meaning in meanings(cells, shape) if meaning != OTHER}))
    return best


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


def by_contents(samples: list[list[str]], width: int) -> list[Meaning]:
    """A table without names: addresses and numbers are known by their look, a name stands in the first column of words."""
    found = [OTHER] * width
    for place in range(width):
        cells = [row[place].strip() for row in samples if place < len(row) and row[place].strip()]
        if not cells:
            continue
        if _most(cells, r"[^\s@]+@[^\s@]+\.\w+"):
            found[place] = Meaning("email", str(place))
        elif _most(cells, r"(?:https?://|www\.)\S+"):
            found[place] = Meaning("url", str(place))
        elif _most(cells, r"[+(]?\d[\d\s()/.-]{5,20}"):
            found[place] = Meaning("phone", str(place))
        elif Meaning("name") not in found and _most(cells, r"[^\W\d]+(?:[ ,.'’-]+[^\W\d]+){1,4}\.?"):
            found[place] = Meaning("name")
    return found


def _most(cells: list[str], pattern: str) -> bool:
    return sum(1 for cell in cells if re.fullmatch(pattern, cell)) * 2 > len(cells)


def is_silent(layout: Layout, row: Row) -> bool:
    """LinkedIn's own words over its header need no remark."""
    return (
        layout.shape == LINKEDIN
        or not any(cell.strip() for cell in row.cells)
        or plain(row.cells[0]) == "sep"
    )
