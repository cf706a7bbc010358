"""Layout of a table: charset, delimiter, header row, and the meanings of its columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from crm.errors import FileNotRead
from crm.formats.csv.cell_contents import NAME, content_type_of
from crm.formats.csv.column_fields import Meaning, normalize_heading
from crm.formats.csv.column_recognition import meanings_by_name
from crm.formats.csv.column_understanding import ColumnMeaning, understand_by_content, understand_columns
from crm.formats.csv.encoding import Encoding, ReadProgress, text_lines
from crm.formats.csv.heading_meaning import QUALIFIER_ONLY
from crm.formats.csv.heading_parser import parse_heading
from crm.formats.csv.known_programs import non_people_content, table_kind
from crm.formats.csv.row_splitting import MAX_COLUMNS, Row, detect_delimiter, split_rows
from crm.formats.csv.table_kinds import CSV, LINKEDIN, OWN_TABLE

_START = 64 << 10  # characters
_ROWS = 60
_HEADER_WITHIN = 20
_MAX_NAME = 100
_ENDS = tuple(".!?…")  # of sentences
_SEP_LINE = re.compile(r'"?sep=([^\n"])"?[ \t]*\r?(?:\n|\Z)', re.I)
_DATA = re.compile(
    r"\A(?:[^\s@]+@[^\s@]+\.\w+|https?://\S+|[+(]?\d[\d\s()/.-]{4,}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
)


@dataclass(slots=True)
class Layout:
    """`header` is the index of the header row, or -1 without one; `samples` are the first rows."""

    encoding: Encoding
    delimiter: str
    table_kind: str
    names: list[str]
    header: int
    header_line: int = 0
    samples: list[list[str]] = field(default_factory=list)
    columns: list[ColumnMeaning] = field(default_factory=list)

    @property
    def meanings(self) -> list[Meaning]:
        return [one.meaning for one in self.columns]

    @property
    def has_people(self) -> bool:
        """Whether it has names and contact details: many tables have names of something else."""
        fields = {one.field for one in self.meanings}
        contact_fields = fields & {"email", "phone", "birthday"} or any(
            one.startswith("address.") for one in fields
        )
        return bool(contact_fields) and bool(fields & {"name", "given", "family", "nickname", "organization"})


def layout_of(path: Path, encoding: Encoding, name: str = "") -> Layout:
    """Raises FileNotRead, with a sentence, if it is not a table of people."""
    name = name or path.name
    text = "".join(_start(path, encoding))
    delimiter, rows = _rows(text)
    if any(row.is_wide for row in rows):
        raise FileNotRead(f"{name} has more than {MAX_COLUMNS:,} columns; that is no table of people.")
    found = _header_in(rows)
    if found is None:
        if delimiter is None or not _is_table(rows):
            raise FileNotRead(
                f"{name} is no address book this program can read: it holds no vCard, and its lines are no table."
            )
        found = _first_regular_row(rows)
    if what := non_people_content(rows[found].cells):
        raise FileNotRead(f"{name} holds {what}, not people; only Connections.csv is a list of people.")
    return _make_layout(encoding, delimiter or ",", rows, found)


def _rows(text: str) -> tuple[str | None, list[Row]]:
    """The delimiter, stated by a "sep=" line or detected, and the first rows."""
    sep_line = _SEP_LINE.match(text)
    delimiter = sep_line[1] if sep_line else detect_delimiter(text)
    rows = list(islice(split_rows(iter(text.splitlines(keepends=True)), delimiter or ","), _ROWS))
    return delimiter, rows[1:] if sep_line else rows


def _make_layout(encoding: Encoding, delimiter: str, rows: list[Row], at: int) -> Layout:
    cells = rows[at].cells
    after = [row.cells for row in rows[at + 1 :]]
    if count_known_headings(cells) or not _is_data(cells, after):
        names = [_name(cell, index) for index, cell in enumerate(cells, 1)]
        kind = table_kind(cells)
        columns = [] if kind == OWN_TABLE else understand_columns(names, kind, after)
        return Layout(encoding, delimiter, kind, names, at, rows[at].line, after, columns)
    rows_of_it = [cells, *after]
    names = [f"Column {index}" for index in range(1, max(map(len, rows_of_it)) + 1)]
    columns = understand_by_content(rows_of_it, len(names))
    return Layout(encoding, delimiter, CSV, names, -1, rows[at].line, rows_of_it, columns)


def _is_data(cells: list[str], after: list[list[str]]) -> bool:
    """Whether a row is data and not a header: it looks like the rows below it."""
    if any(_DATA.fullmatch(cell.strip()) for cell in cells):
        return True
    if any(parse_heading(cell).phrases for cell in cells):
        return False
    below = [[row[index] for row in after if index < len(row)] for index in range(len(cells))]
    return any(
        content_type_of([cell]) == NAME and content_type_of(column) == NAME
        for cell, column in zip(cells, below, strict=True)
    )


def _name(cell: str, index: int) -> str:
    return " ".join(cell.split())[:_MAX_NAME] or f"Column {index}"


def _start(path: Path, encoding: Encoding) -> Iterator[str]:
    length = 0
    for line in text_lines(path, encoding, ReadProgress()):
        yield line if len(line) <= _START else f"{line[:_START]}\n"
        length += len(line)
        if length > _START:
            return


def _header_in(rows: list[Row]) -> int | None:
    """The index of the first row with two known headings; one is enough in a table of one column."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        known = count_known_headings(row.cells)
        if known > 1 or (known and row.cells and all(len(one.cells) == 1 for one in rows[index:])):
            return index
    return None


def count_known_headings(cells: list[str]) -> int:
    """The number of different known headings."""
    if any("@" in cell for cell in cells):
        return 0
    return len({one for one in meanings_by_name(cells, CSV) if one.field not in ("other", QUALIFIER_ONLY)})


def _is_table(rows: list[Row]) -> bool:
    """Whether unknown headings are short, and most rows have the same number of cells."""
    at = _first_regular_row(rows)
    widths = [len(row.cells) for row in rows]
    most_common = max(set(widths), key=widths.count)
    cells = [cell.strip() for cell in rows[at].cells]
    named = all(
        len(cell.split()) <= 5 and len(cell) <= _MAX_NAME and cell[-1:] not in _ENDS for cell in cells
    )
    return most_common > 1 and len(rows) > 1 and named and widths.count(most_common) * 2 > len(rows)


def _first_regular_row(rows: list[Row]) -> int:
    widths = [len(row.cells) for row in rows]
    most_common = max(set(widths), key=widths.count)
    return widths.index(most_common)


def needs_no_remark(layout: Layout, row: Row) -> bool:
    """Whether a line before the header is empty, or LinkedIn's own notes."""
    return (
        layout.table_kind == LINKEDIN
        or not any(cell.strip() for cell in row.cells)
        or normalize_heading(row.cells[0]) == "sep"
    )
