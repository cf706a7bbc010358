"""Lines of text cut into rows by `csv`: each with the number of its first line in the file and its text as it stands."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

LARGEST_ROW = 1 << 20  # characters
MOST_LINES = 5000  # of one row: a quote that nobody closed must not swallow the rest of the file
MOST_COLUMNS = 2000
DELIMITERS = (",", ";", "\t", "|")


@dataclass(slots=True)
class Row:
    """`fault` says why the row is none, as the middle of a sentence."""

    line: int
    cells: list[str]
    lines: list[str] = field(default_factory=list)
    fault: str = ""
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
        if len(taken) > 1 and (feed.was_stopped or feed.is_done) and _is_open(taken):
            reader = csv.reader(feed, delimiter=delimiter)
            feed.give_back(taken[1:])
            yield _first_alone(first, taken[0], delimiter)
        elif feed.was_stopped or len(taken[0]) > LARGEST_ROW:
            feed.go_on()
            reader = csv.reader(feed, delimiter=delimiter)
            yield Row(first, [], taken, f"this row is larger than {LARGEST_ROW >> 20} MB and was left out")
        elif len(cells) > MOST_COLUMNS:
            yield Row(first, [], taken, f"this row has {len(cells):,} cells and was left out", True)
        elif cells:
            yield Row(first, cells, taken)


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _first_alone(number: int, line: str, delimiter: str) -> Row:
    """A quote is opened and never closed: it is taken for a letter, and the next line begins a row of its own."""
    if len(line) > LARGEST_ROW:
        return Row(number, [], [line], f"this row is larger than {LARGEST_ROW >> 20} MB and was left out")
    cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return Row(number, [cell.strip('"') for cell in cells], [line], "")


class _Feed:
    """Lines for csv.reader, which are counted, kept until the row is cut, and end early where a row has no end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: list[str] = []  # the next one last
        self._taken: list[str] = []
        self._size = 0
        self.line = 0
        self.is_done = self.was_stopped = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self._size > LARGEST_ROW or len(self._taken) >= MOST_LINES:
            self.was_stopped = True
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
        self._again += reversed(lines)
        self.line -= len(lines)
        self.is_done = self.was_stopped = False


def sniffed(text: str) -> str | None:
    """The delimiter by which most of the first rows have the same number of cells; None where none cuts them."""
    best: tuple[float, int] = (0.0, 0)
    found = None
    for delimiter in DELIMITERS:
        counts = [
            len(row.cells) for row in cut(iter(text.splitlines(keepends=True)), delimiter) if row.cells
        ][:40]
        wide = [count for count in counts if count > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        score = (wide.count(usual) / len(counts), usual)
        if score > best:
            best, found = score, delimiter
    return found if best[0] >= 0.5 or best[1] > 3 else None
