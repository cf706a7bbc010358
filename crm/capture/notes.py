"""What stays a note: every word that was not understood as something else, in the order it was typed."""

from collections import Counter

from crm.capture.parse_state import ParseState
from crm.capture.vocabulary import one_of

_LOOSE = ",;:-–—"
_BRACKETS = {"(": ")", ")": "(", "[": "]", "]": "["}


def remaining_note(reading: ParseState) -> str:
    pieces: list[tuple[int, str]] = []
    for first, last in reading.sentences:
        words = ", ".join(_runs(reading, first, last))
        if words:
            pieces.append((first, words))
    return "".join(_gap(reading, at, index) + words for index, (at, words) in enumerate(pieces))


def _gap(reading: ParseState, first: int, index: int) -> str:
    if index == 0:
        return ""
    before = reading.tokens[first - 1] if first else None
    return "\n" if before is not None and before.kind == "break" else " "


def _runs(reading: ParseState, first: int, last: int) -> list[str]:
    runs, at = [], first
    while at < last:
        if reading.used[at]:
            at += 1
            continue
        end = at
        while end < last and not reading.used[end]:
            end += 1
        words = _trimmed(reading, at, end, at > first, end < last)
        if words:
            runs.append(words)
        at = end
    return runs


def _trimmed(reading: ParseState, at: int, end: int, follows: bool, goes_on: bool) -> str:
    """The words as typed, without the commas and joints that held them to what was understood."""
    left = Counter[str]()
    if reading.has_brackets:
        left.update(token.text for token in reading.tokens[at:end] if token.text in _BRACKETS)
    while at < end and (_is_loose(reading, at, follows) or _unmatched(reading, at, left)):
        left[reading.tokens[at].text] -= 1
        at += 1
    while end > at and (_is_loose(reading, end - 1, goes_on) or _unmatched(reading, end - 1, left)):
        end -= 1
        left[reading.tokens[end].text] -= 1
    if not any(reading.tokens[each].kind not in ("mark", "break") for each in range(at, end)):
        return ""
    return reading.text[reading.tokens[at].start : reading.tokens[end - 1].end]


def _unmatched(reading: ParseState, at: int, left: Counter[str]) -> bool:
    """`left` counts the brackets of the words that are still looked at."""
    other = _BRACKETS.get(reading.tokens[at].text)
    return other is not None and left[other] <= 0


def _is_loose(reading: ParseState, at: int, joined: bool) -> bool:
    token = reading.tokens[at]
    return (
        token.text in _LOOSE or token.kind == "break" or (joined and token.low in one_of("clauses", "joints"))
    )
