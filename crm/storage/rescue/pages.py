"""Pages of a book's file and their b-trees, walked past broken pages.
https://www.sqlite.org/fileformat2.html, sections 1.5 (pages), 1.6 (b-trees) and 4.5 (reading with a log).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crm.storage.memory_mapped_file import MappedFile
from crm.storage.rescue.log import Log
from crm.storage.rescue.records import MalformedRecord, read_varint

PAGE_SIZE = 4096  # SQLite's default since 3.12; books with another page size are refused
_INDEX_INTERIOR, _TABLE_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_MOST_MISSING = 1 << 20  # bytes: a damaged length must not fill the memory with zeros
# Times the file size: trees, indexes and orphaned pages are walked one after the other.
_MOST_OVERFLOW_READS = 30
_LARGEST = 1_000_000_000  # bytes of a row: SQLite's own limit


class Cell(NamedTuple):
    """An entry of a table or an index; `rowid` is None in an index.
    Unreadable parts of a long payload are zeros: the other half of a note is worth keeping.
    """

    page: int
    rowid: int | None
    payload: bytes
    is_whole: bool = True


class Pages:
    """The newest committed state of the file: each page comes from the log if it is there, otherwise from the
    file.
    """

    def __init__(self, file: MappedFile, log_file: MappedFile | None = None, log: Log | None = None) -> None:
        self._file = file
        self._log_file = log_file
        self._places = log.places if log is not None else {}
        # An overflow page belongs to one row only: limits the time for a damaged file that says
        # otherwise.
        self._overflow_left = _MOST_OVERFLOW_READS * (file.size + len(self._places) * PAGE_SIZE)
        self.count = log.pages if log is not None and log.pages else -(-file.size // PAGE_SIZE)

    def page(self, number: int) -> bytes:
        """Zeros where the file is too short."""
        place = self._places.get(number)
        if place is not None and self._log_file is not None:
            return self._log_file.part(place, PAGE_SIZE)
        return self._file.part((number - 1) * PAGE_SIZE, PAGE_SIZE)

    def kind(self, number: int) -> int:
        return self.page(number)[_start(number)]

    def overflow(self, first: int, length: int) -> bytes:
        """The rest of a long row, shorter where the chain of overflow pages is broken or cyclic."""
        parts: list[bytes] = []
        met: set[int] = set()
        left, number = length, first
        while left > 0 and 0 < number <= self.count and number not in met and self._overflow_left > 0:
            met.add(number)
            self._overflow_left -= PAGE_SIZE
            page = self.page(number)
            parts.append(page[4 : 4 + left])
            left -= len(parts[-1])
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def is_leaf(kind: int, is_table: bool) -> bool:
    return kind == (_TABLE_LEAF if is_table else _INDEX_LEAF)


def is_interior(kind: int, is_table: bool) -> bool:
    return kind == (_TABLE_INTERIOR if is_table else _INDEX_INTERIOR)


def walk(
    pages: Pages, root: int, is_table: bool, reached: set[int], on_broken: Callable[[int], None]
) -> Iterator[Cell]:
    """Every readable entry of the tree. Adds visited pages to `reached`, and visits none twice.
    `on_broken` is called with pages that do not belong to such a tree, or are partly unreadable.
    """
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in reached:
            continue
        if not 0 < number <= pages.count:
            on_broken(number)
            continue
        kind = pages.kind(number)
        if not (is_leaf(kind, is_table) or is_interior(kind, is_table)):
            on_broken(number)
            continue
        reached.add(number)
        if is_interior(kind, is_table):
            waiting += reversed(children(pages, number))
        if not (is_table and is_interior(kind, is_table)):
            yield from cells(pages, number, on_broken)


def children(pages: Pages, number: int) -> list[int]:
    """The child pages of an interior page, in order."""
    page = pages.page(number)
    found = [int.from_bytes(page[at : at + 4], "big") for at in _pointers(page, number)]
    last = _start(number) + 8
    return [*found, int.from_bytes(page[last : last + 4], "big")]


def cells(
    pages: Pages, number: int, on_broken: Callable[[int], None] = lambda number: None
) -> Iterator[Cell]:
    """The readable entries of one page."""
    page = pages.page(number)
    kind = page[_start(number)]
    pointers = _pointers(page, number)
    if len(pointers) < _cell_count(page, number):
        on_broken(number)
    for at in pointers:
        try:
            cell = _cell(pages, number, page, at, kind)
        except MalformedRecord:
            on_broken(number)
            continue
        if not cell.is_whole:
            on_broken(number)
        yield cell


def _start(number: int) -> int:
    return 100 if number == 1 else 0  # the file header precedes the first page


def _cell_count(page: bytes, number: int) -> int:
    start = _start(number)
    return int.from_bytes(page[start + 3 : start + 5], "big")


def _pointers(page: bytes, number: int) -> list[int]:
    """The positions of the page's cells, without those outside of it."""
    start = _start(number)
    first = start + (12 if page[start] in (_TABLE_INTERIOR, _INDEX_INTERIOR) else 8)
    last = min(first + 2 * _cell_count(page, number), PAGE_SIZE - 1)
    places = (int.from_bytes(page[at : at + 2], "big") for at in range(first, last, 2))
    return [at for at in places if first <= at < PAGE_SIZE - 3]


def _cell(pages: Pages, number: int, page: bytes, at: int, kind: int) -> Cell:
    if kind == _INDEX_INTERIOR:
        at += 4  # pointer to the child page
    length, at = read_varint(page, at)
    rowid = None
    if kind == _TABLE_LEAF:
        rowid, at = read_varint(page, at)
    if not 0 < length <= min(_LARGEST, pages.count * PAGE_SIZE):
        raise MalformedRecord("a row is longer than the file")
    on_page = _bytes_on_page(length, is_table=kind == _TABLE_LEAF)
    if at + on_page > PAGE_SIZE:
        raise MalformedRecord("a row runs over the end of its page")
    payload = page[at : at + on_page]
    if on_page < length:
        following = int.from_bytes(page[at + on_page : at + on_page + 4], "big")
        payload += pages.overflow(following, length - on_page)
    if length - len(payload) > _MOST_MISSING:
        raise MalformedRecord("of a long row hardly anything is there")
    return Cell(number, rowid, payload.ljust(length, b"\0"), len(payload) == length)


def _bytes_on_page(length: int, is_table: bool) -> int:
    """How many bytes of a payload are on the page itself; the others are on overflow pages."""
    most = PAGE_SIZE - 35 if is_table else (PAGE_SIZE - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (PAGE_SIZE - 12) * 32 // 255 - 23
    fitting = least + (length - least) % (PAGE_SIZE - 4)
    return fitting if fitting <= most else least
