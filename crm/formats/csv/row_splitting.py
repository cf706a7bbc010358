"""Splits lines into rows with the `csv` module; each row has its line number and its original text."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

MAX_ROW = 1 << 20  # characters
MAX_LINES = 5000  # lines of one row: an unclosed quote must not consume the rest of the file
MAX_COLUMNS = 2000
_ROWS_SNIFFED = 40
DELIMITERS = (",", ";", "\t", "|")


@dataclass(slots=True)
class Row:
    """`fault` says why the row is invalid, `remark` what is unusual about a valid one; both are the middle of a sentence."""

    line: int
    cells: list[str]
    lines: list[str] = field(default_factory=list)
    fault: str = ""
    remark: str = ""
    is_wide: bool = False  # more cells than any table of people has

    @property
    def shown(self) -> str:
        """The first of its lines, for a remark."""
        return "\n".join(line.rstrip("\n")[:200] for line in self.lines[:10])


def split_rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    """Rows in file order, without empty lines. A damaged row costs only itself."""
    csv.field_size_limit(MAX_ROW + (1 << 20))
    feed = _LineFeed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        first = feed.line + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            reader = csv.reader(feed, delimiter=delimiter)
            yield Row(first, [], feed.take_lines(), "this row could not be cut into cells")
            continue
        lines_read = feed.take_lines()
        if cells is None:
            return
        at_end = len(lines_read) > 1 and (feed.was_stopped or feed.is_done)
        if feed.is_unclosed or (at_end and _is_open(lines_read)):
            reader = csv.reader(feed, delimiter=delimiter)
            feed.push_back(lines_read[1:])
            yield _row_without_quotes(first, lines_read, delimiter)
        elif feed.was_stopped or len(lines_read[0]) > MAX_ROW:
            feed.resume()
            reader = csv.reader(feed, delimiter=delimiter)
            yield Row(first, [], lines_read, f"this row is larger than {MAX_ROW >> 20} MB and was left out")
        elif len(cells) > MAX_COLUMNS:
            yield Row(
                first, [], lines_read, f"this row has {len(cells):,} cells and was left out", is_wide=True
            )
        elif cells:
            needs_check = len(lines_read) > 1 or _is_open(lines_read)
            remark = _quote_remark(first, lines_read, delimiter, feed.is_done) if needs_check else ""
            yield Row(first, cells, lines_read, remark=remark)


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _row_without_quotes(number: int, lines: list[str], delimiter: str) -> Row:
    """The first line as a row of its own: its unclosed quote is taken as text, and the next line begins a new row."""
    line = lines[0]
    if len(line) > MAX_ROW:
        return Row(number, [], [line], f"this row is larger than {MAX_ROW >> 20} MB and was left out")
    cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return Row(number, [cell.strip('"') for cell in cells], [line], remark=_unclosed_remark(number, lines))


def _quote_remark(number: int, lines: list[str], delimiter: str, is_last: bool) -> str:
    """A remark about unusual quoting, or "". `is_last`: the table ended within the row."""
    try:
        next(csv.reader(iter(lines), delimiter=delimiter, strict=True), None)
    except csv.Error:
        if is_last:
            return _unclosed_remark(number, lines)
        opened, last = _quote_line(number, lines), number + len(lines) - 1
        if opened == last:
            return f"a quote opened in line {opened:,} ends within a cell; look whether the row ends where it should"
        return f"the quote opened in line {opened:,} ends within a cell of line {last:,}; all up to there is one row"
    return ""


def _unclosed_remark(number: int, lines: list[str]) -> str:
    return f"a quote is opened in line {_quote_line(number, lines):,} and closed nowhere; it was taken for a letter"


def _quote_line(number: int, lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines, number) if line.count('"') % 2), number)


class _LineFeed:
    """Lines for csv.reader: counted, kept until the row is complete, and stopped early if a row does not end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._pushed_back: list[str] = []  # in reverse order
        self._current: list[str] = []
        self._size = 0
        self.line = 0
        self.is_done = self.was_stopped = self.is_unclosed = False

    def __iter__(self) -> "_LineFeed":
        return self

    def __next__(self) -> str:
        if self._size > MAX_ROW or len(self._current) >= MAX_LINES:
            self.was_stopped = True
            raise StopIteration
        if self._current and self._pushed_back:
            # These lines were already read within a quotation that nothing closed; from here the result would be the same.
            self.is_unclosed = True
            raise StopIteration
        if self._pushed_back:
            line = self._pushed_back.pop()
        else:
            try:
                line = next(self._lines)
            except StopIteration:
                self.is_done = True
                raise
        self.line += 1
        self._current.append(line)
        self._size += len(line)
        return line

    def take_lines(self) -> list[str]:
        lines_read, self._current, self._size = self._current, [], 0
        return lines_read

    def resume(self) -> None:
        self.was_stopped = False

    def push_back(self, lines: list[str]) -> None:
        """Read these lines again: a quotation opened before them is not closed in them."""
        self._pushed_back += reversed(lines)
        self.line -= len(lines)
        self.is_done = self.was_stopped = self.is_unclosed = False


def detect_delimiter(text: str) -> str | None:
    """The delimiter with which most of the first rows have the same number of cells, or None.

    Of two equal candidates, the one that is not followed by blanks: "Name, Vorname;Tel".
    """
    best: tuple[float, int, bool] = (0.0, 0, False)
    found = None
    for delimiter in DELIMITERS:
        rows = split_rows(iter(text.splitlines(keepends=True)), delimiter)
        counts = [len(row.cells) for row in islice((row for row in rows if row.cells), _ROWS_SNIFFED)]
        wide = [count for count in counts if count > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        is_without_blanks = text.count(f"{delimiter} ") * 2 < text.count(delimiter)
        score = (wide.count(usual) / len(counts), usual, is_without_blanks)
        if score > best:
            best, found = score, delimiter
    return found if best[0] >= 0.5 or best[1] > 3 else None
