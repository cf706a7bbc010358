"""Where a large file can be cut in two so that each part reads as it would within the whole."""

import re
from pathlib import Path

from crm.exchange.vcard.blocks import wide_codec

SMALLEST = 2 << 20  # a smaller file is read before another process has started
_SHARE = 0.08  # of the file: what one process reads while it also judges and writes every card
AN_EVEN_SHARE = 0.4  # where nothing has to be written
_LARGEST_SHARE = 32 << 20
_WINDOW = 1 << 20

_BETWEEN = re.compile(rb"\nEND:VCARD\r?\n(?=BEGIN:VCARD\r?\n)")


def seam_of(path: Path, smallest: int = SMALLEST, share: float = _SHARE) -> int | None:
    """The offset of a BEGIN:VCARD, or None for a small file, and for one in which no safe place is in sight."""
    size = path.stat().st_size
    if size < smallest:
        return None
    with path.open("rb") as stream:
        if wide_codec(stream.read(4096)):
            return None
        at = min(int(size * share), _LARGEST_SHARE)
        stream.seek(at)
        found = safe_place(stream.read(_WINDOW))
    return None if found is None else at + found


def safe_place(data: bytes) -> int | None:
    """After two plain cards that follow an END: whatever was open before, the first has closed, and nothing is open."""
    plain = 0
    before: int | None = None
    for between in _BETWEEN.finditer(data):
        is_plain = before is not None and data[before : between.start()].upper().count(b"VCARD") == 1
        plain = plain + 1 if is_plain else 0
        if plain == 2:
            return between.end()
        before = between.end()
    return None
