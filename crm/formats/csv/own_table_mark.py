"""By what a table of ours is known when it is read back: its last heading, under which no cell says anything."""

from collections.abc import Sequence

SAFE_MARK, LOSSLESS_MARK = "Goodturn: safe for spreadsheets", "Goodturn: lossless"


def is_our_safe_table(header: Sequence[str]) -> bool:
    """Whether each cell below is to go through `writer.unsafe`."""
    return SAFE_MARK in _last(header)


def is_ours(header: Sequence[str]) -> bool:
    return bool({SAFE_MARK, LOSSLESS_MARK} & _last(header))


def _last(header: Sequence[str]) -> set[str]:
    """A spreadsheet may have put an empty column behind it."""
    return {cell.strip() for cell in header[-2:]}


def begins_ours(start: bytes) -> bool:
    """Told by the header alone: notes below it may hold whole cards and calendars."""
    header = start.lstrip().partition(b"\n")[0]
    return any(mark.encode() in header for mark in (SAFE_MARK, LOSSLESS_MARK))
