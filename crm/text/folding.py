"""Case folding for comparison: accents, case, width and invisible characters do not matter."""

import unicodedata

_SHORT = 64  # texts up to this length are normalised without the stream-safe step
_MAX_MARKS = 30  # combining marks in a row, as in the Stream-Safe Text Format (UAX 15, section 13)
_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER: marks are not reordered across it, and folding drops it


class _Letters(dict[int, int | str | None]):
    """Table for str.translate: drops marks and format characters, replaces a few letters. Filled on first use of each character."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in ("Mn", "Cf") else code
        self[code] = kept
        return kept


_PLAIN = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
_LETTERS = _Letters({ord(letter): plain for letter, plain in _PLAIN.items()})


def fold(text: str) -> str:
    """NFKD, case-folded, marks and format characters dropped, white space collapsed."""
    if text.isascii():
        return " ".join(text.lower().split())
    if len(text) > _SHORT:
        text = stream_safe(text)
    return " ".join(unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS).split())


def stream_safe(text: str) -> str:
    """Insert a joiner after every 30 combining marks in a row: the cost of normalising is quadratic in the length of such a run."""
    if text.isascii():
        return text
    pieces, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run > _MAX_MARKS:
            pieces.append(_JOINER)
            run = 1
        pieces.append(char)
    return "".join(pieces)
