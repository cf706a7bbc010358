"""The mark of the program's own table: its last heading, a column without content."""

from collections.abc import Sequence

SAFE_MARK, LOSSLESS_MARK = "Goodturn: safe for spreadsheets", "Goodturn: lossless"


def is_own_safe_table(header: Sequence[str]) -> bool:
    """Whether each cell must go through `writer.unescape_formula`."""
    return SAFE_MARK in _last(header)


def is_own_table(header: Sequence[str]) -> bool:
    return bool({SAFE_MARK, LOSSLESS_MARK} & _last(header))


def _last(header: Sequence[str]) -> set[str]:
    """The last two headings: a spreadsheet may have added an empty column."""
    return {cell.strip() for cell in header[-2:]}


def starts_own_table(start: bytes) -> bool:
    """Whether the header has the mark; only the header, as notes below it may contain whole vCards and calendars."""
    header = start.lstrip().partition(b"\n")[0]
    return any(mark.encode() in header for mark in (SAFE_MARK, LOSSLESS_MARK))
