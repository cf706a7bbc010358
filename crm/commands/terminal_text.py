"""Text from the book made safe for a terminal: no control characters, no direction tricks."""

import unicodedata

from crm.text.outside_text import shown

_LINE_ENDS = "\u2028\u2029"


def plain(text: str) -> str:
    """One line for a terminal: what could move its cursor becomes a blank, what could turn the writing round a mark."""
    if text.isascii() and text.isprintable():
        return text
    return shown("".join(" " if _moves(char) else char for char in text))


def _moves(char: str) -> bool:
    return char in _LINE_ENDS or unicodedata.category(char) in ("Cc", "Cs")
