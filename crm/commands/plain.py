"""Text from the book made safe for a terminal: no control characters, no direction tricks."""

import unicodedata

_TRICKS = set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """One line for a terminal: whatever could move its cursor or turn the writing round becomes a blank."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if _acts(char) else char for char in text)


def _acts(char: str) -> bool:
    return char in _TRICKS or unicodedata.category(char) in ("Cc", "Cs")
