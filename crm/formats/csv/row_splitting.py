"""Lines of text cut into rows by `csv`: each with the number of its first line in the file and its text as it stands."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

LARGEST_ROW = 1 << 20  # characters
MOST_LINES = 5000  # of one row: a quote that nobody closed must not swallow the rest of the file
MOST_COLUMNS = 2000
_ROWS_SNIFFED = 40
DELIMITERS = (",", ";", "\t", "|")


@dataclass(slots=True)
class Row:
    """`fault` says why the row is none, `remark` what is odd about one that is read; each the middle of a sentence."""

    line: int
    cells: list[str]
    lines: list[str] = field(default_factory=list)
    fault: str = ""
    remark: str = ""
    is_wide: bool = False  # more cells than any table of people has

    @property
    def shown(self) -> str:
        """A few of its lines, for a remark."""
        return "\n".join(line.rstrip("\n")[:200] for line in self.lines[:10])


def cut(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    """Rows in file order; empty lines are none. What one row breaks costs that row."""
    csv.field_size_limit(LARGEST_ROW + (1 << 20))
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        first = feed.line + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            reader = csv.reader(feed, delimiter=delimiter)
            yield Row(first, [], feed.taken_lines(), "this row could not be cut into cells")
            continue
        taken = feed.taken_lines()
        if cells is None:
            return
        ended = len(taken) > 1 and (feed.was_stopped or feed.is_done)
        if feed.is_known_open or (ended and _is_open(taken)):
            reader = csv.reader(feed, delimiter=delimiter)
            feed.give_back(taken[1:])
            yield _first_alone(first, taken, delimiter)
        elif feed.was_stopped or len(taken[0]) > LARGEST_ROW:
            feed.go_on()
            reader = csv.reader(feed, delimiter=delimiter)
            yield Row(first, [], taken, f"this row is larger than {LARGEST_ROW >> 20} MB and was left out")
        elif len(cells) > MOST_COLUMNS:
            yield Row(first, [], taken, f"this row has {len(cells):,} cells and was left out", is_wide=True)
        elif cells:
            may_be_odd = len(taken) > 1 or _is_open(taken)
            remark = _odd_quotes(first, taken, delimiter, feed.is_done) if may_be_odd else ""
            yield Row(first, cells, taken, remark=remark)


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _first_alone(number: int, lines: list[str], delimiter: str) -> Row:
    """A quote is opened and never closed: it is taken for a letter, and the next line begins a row of its own."""
    line = lines[0]
    if len(line) > LARGEST_ROW:
        return Row(number, [], [line], f"this row is larger than {LARGEST_ROW >> 20} MB and was left out")
    cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return Row(number, [cell.strip('"') for cell in cells], [line], remark=_never_closed(number, lines))


def _odd_quotes(number: int, lines: list[str], delimiter: str, is_last: bool) -> str:
    """What is to be said of a row that the rules of quoting do not fit. `is_last`: the table ended within it."""
    try:
        next(csv.reader(iter(lines), delimiter=delimiter, strict=True), None)
    except csv.Error:
        if is_last:
            return _never_closed(number, lines)
        opened, last = _opened(number, lines), number + len(lines) - 1
        if opened == last:
            return f"a quote opened in line {opened:,} ends within a cell; look whether the row ends where it should"
        return f"the quote opened in line {opened:,} ends within a cell of line {last:,}; all up to there is one row"
    return ""


def _never_closed(number: int, lines: list[str]) -> str:
    return (
        f"a quote is opened in line {_opened(number, lines):,} and closed nowhere; it was taken for a letter"
    )


def _opened(number: int, lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines, number) if line.count('"') % 2), number)


class _Feed:
    """Lines for csv.reader, which are counted, kept until the row is cut, and end early where a row has no end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: list[str] = []  # the next one last
        self._taken: list[str] = []
        self._size = 0
        self.line = 0
        self.is_done = self.was_stopped = self.is_known_open = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self._size > LARGEST_ROW or len(self._taken) >= MOST_LINES:
            self.was_stopped = True
            raise StopIteration
        if self._taken and self._again:
            # These lines were gone through inside a quotation and nothing closed it; from here it would be the same.
            self.is_known_open = True
            raise StopIteration
        if self._again:
            line = self._again.pop()
        else:
            try:
                line = next(self._lines)
            except StopIteration:
                self.is_done = True
                raise
        self.line += 1
        self._taken.append(line)
        self._size += len(line)
        return line

    def taken_lines(self) -> list[str]:
        taken, self._taken, self._size = self._taken, [], 0
        return taken

    def go_on(self) -> None:
        self.was_stopped = False

    def give_back(self, lines: list[str]) -> None:
        """To be read again, as a quotation that was opened before them is not closed in them."""
        self._again += reversed(lines)
        self.line -= len(lines)
        self.is_done = self.was_stopped = self.is_known_open = False


def sniffed(text: str) -> str | None:
    """The delimiter by which most of the first rows have the same number of cells; None where none cuts them.

    Of two that cut alike it is the one without blanks behind it: "Name, Vorname;Tel".
    """
    best: tuple[float, int, bool] = (0.0, 0, False)
    found = None
    for delimiter in DELIMITERS:
        rows = cut(iter(text.splitlines(keepends=True)), delimiter)
        counts = [len(row.cells) for row in islice((row for row in rows if row.cells), _ROWS_SNIFFED)]
        wide = [count for count in counts if count > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        is_tight = text.count(f"{delimiter} ") * 2 < text.count(delimiter)
        score = (wide.count(usual) / len(counts), usual, is_tight)
        if score > best:
            best, found = score, delimiter
    return found if best[0] >= 0.5 or best[1] > 3 else None
