"""Names and words made comparable: accents, case, width and invisible characters do not matter."""

import unicodedata

_SHORT = 64  # a text of that length is put into normal form as it is
_RUN = 30  # marks on one letter, as in the Stream-Safe Text Format (UAX 15, section 13)
_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER: marks are not put in order across it, and folding drops it


class _Letters(dict[int, int | str | None]):
    """For str.translate: marks and format characters go, a few letters become plain ones. Each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in ("Mn", "Cf") else code
        self[code] = kept
        return kept


_PLAIN = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
_LETTERS = _Letters({ord(letter): plain for letter, plain in _PLAIN.items()})


def fold(text: str) -> str:
    """NFKD, case-folded, marks and format characters dropped, runs of white space one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    if len(text) > _SHORT:
        text = stream_safe(text)
    return " ".join(unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS).split())


def stream_safe(text: str) -> str:
    """With a joiner after each thirty marks in a row: normalising takes the square of the length of such a run."""
    if text.isascii():
        return text
    pieces, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run > _RUN:
            pieces.append(_JOINER)
            run = 1
        pieces.append(char)
    return "".join(pieces)
