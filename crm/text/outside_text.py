"""Names and words from outside, made fit to be stored, and fit to be shown among words of ours."""

import re
from functools import cache

_SURROGATES = re.compile("[\ud800-\udfff]")

MARK = "\ufffd"
"""What stands where a character is that cannot be seen, or that would turn the writing round it."""

_FIRST, _POP = "\u2068", "\u2069"  # FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX 9)
_RIGHT_TO_LEFT = (
    "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_NEUTRAL = " !-/0-9:-@\\[-`{-~\u00a0-\u00ac\u00ae-\u00bf\u2010-\u2027\u2030-\u205e"
# Direction controls, characters without a width, fillers that look like a blank or like nothing, and other controls.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINERS = "[\u200c\u200d]"  # of Persian, Indian scripts and emoji; between Latin letters they only hide
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # England, Scotland and Wales are spelt out so
_LATIN = "\x00-\u02ff"


def readable(text: str) -> str:
    """Bytes of a command line or a file's name that are no UTF-8 arrive as lone surrogates, which nothing can store.

    Never a question mark in their place: it would make a question of what was told.
    """
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def shown(text: str) -> str:
    """The same for a label, a row or a sentence: what it holds moves nothing that stands beside it.

    Each character that cannot be seen is a mark. Words written from right to left stand in an isolate of their own, so that
    the words, figures and commas round them keep their order. What was made so already stays as it is.
    """
    if text.isascii():
        return text
    return _shaping().sub(_shaped, text)


@cache
def _shaping() -> re.Pattern[str]:
    run = f"[{_RIGHT_TO_LEFT}](?:[{_NEUTRAL}{_RIGHT_TO_LEFT}\u200c\u200d]*[{_RIGHT_TO_LEFT}])?"
    lone = f"(?<![^{_LATIN}]){_JOINERS}|{_JOINERS}(?![^{_LATIN}])"
    return re.compile(f"({_FLAG}|{_FIRST}{run}{_POP})|({run})|[{_HIDDEN}]|{lone}")


def _shaped(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return f"{_FIRST}{found[2]}{_POP}" if found[2] else MARK


def without_hidden(text: str) -> str:
    """Only what can be seen of it, for comparing."""
    return text if text.isascii() else _unseen().sub("", text)


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_HIDDEN}\u200c\u200d]")
