"""The write-ahead log of a book: where in it the newest committed version of each page is."""

from typing import NamedTuple

from crm.storage.memory_mapped_file import MappedFile
from crm.storage.wal.frames import frames, header_of


class Log(NamedTuple):
    """`places` maps a page to its position in the log; `pages` is the size of the file in pages after the
    last commit. `is_cut`: more transactions were committed after the damaged place.
    """

    places: dict[int, int]
    pages: int
    is_cut: bool


def read_log(data: MappedFile, page_size: int) -> Log | None:
    """The log as a reader of the book would see it; None without a complete transaction."""
    header = header_of(data)
    if header is None or header.page_size != page_size:
        return None
    places: dict[int, int] = {}
    begun: dict[int, int] = {}
    pages, is_cut = 0, False
    for frame in frames(data, header):
        if not frame.is_sound:
            is_cut = is_cut or frame.pages_after > 0
            continue
        begun[frame.page] = frame.page_at
        if frame.pages_after:
            places.update(begun)
            begun.clear()
            pages = frame.pages_after
    return Log(places, pages, is_cut) if places or is_cut else None
