"""Names and words made comparable: accents, case, width and invisible characters do not matter."""

import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


def fold(text: str) -> str:
    """NFKD, case-folded, marks and format characters dropped, runs of white space one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))
    return " ".join("".join(kept).translate(_LETTERS).split())
