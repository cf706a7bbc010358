"""Text made safe for a terminal: no control characters, no bidirectional overrides."""

import unicodedata

from crm.text.outside_text import shown

_LINE_ENDS = "\u2028\u2029"


def terminal_line(text: str) -> str:
    """One line of text: cursor controls become blanks, bidirectional controls a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    return shown("".join(" " if _moves(char) else char for char in text))


def _moves(char: str) -> bool:
    return char in _LINE_ENDS or unicodedata.category(char) in ("Cc", "Cs")
