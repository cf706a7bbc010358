"""Sanitising names and words from outside, for storage and for display among the program's own text."""

import re
from functools import cache

_SURROGATES = re.compile("[\ud800-\udfff]")

MARK = "\ufffd"
"""Replaces a character that is invisible or would change the direction of the surrounding text."""

_FIRST, _POP = "\u2068", "\u2069"  # FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX 9)
_RIGHT_TO_LEFT = (
    "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_NEUTRAL = " !-/0-9:-@\\[-`{-~\u00a0-\u00ac\u00ae-\u00bf\u2010-\u2027\u2030-\u205e"
# Direction controls, zero-width characters, fillers that look like a blank, and other controls.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Needed by Persian, Indic scripts and emoji; between Latin letters they only hide.
_JOINERS = "[\u200c\u200d]"
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # flag sequences of England, Scotland and Wales
_LATIN = "\x00-\u02ff"


def readable(text: str) -> str:
    """Replace lone surrogates, which stand for undecodable bytes of arguments and file names and cannot be stored.

    The replacement is U+FFFD, never a question mark, which would change the meaning of the text.
    """
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def shown(text: str) -> str:
    """Sanitise text for a label, a row or a sentence, so that it cannot affect the text beside it.

    Each invisible character becomes MARK. Right-to-left runs are wrapped in a directional isolate, so that the words, numbers
    and commas around them keep their order. Idempotent.
    """
    if text.isascii():
        return text
    return _display_pattern().sub(_display_replacement, text)


@cache
def _display_pattern() -> re.Pattern[str]:
    run = f"[{_RIGHT_TO_LEFT}](?:[{_NEUTRAL}{_RIGHT_TO_LEFT}\u200c\u200d]*[{_RIGHT_TO_LEFT}])?"
    lone = f"(?<![^{_LATIN}]){_JOINERS}|{_JOINERS}(?![^{_LATIN}])"
    return re.compile(f"({_FLAG}|{_FIRST}{run}{_POP})|({run})|[{_HIDDEN}]|{lone}")


def _display_replacement(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return f"{_FIRST}{found[2]}{_POP}" if found[2] else MARK


def without_hidden(text: str) -> str:
    """Without invisible characters, for comparison."""
    return text if text.isascii() else _invisible_pattern().sub("", text)


@cache
def _invisible_pattern() -> re.Pattern[str]:
    return re.compile(f"[{_HIDDEN}\u200c\u200d]")
