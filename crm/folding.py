"""Names and words made comparable: accents, case, width and invisible characters do not matter."""

import unicodedata


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
    return " ".join(unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS).split())
