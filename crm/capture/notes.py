"""The note: all words that were not understood as something else, in their original order."""

from collections import Counter

from crm.capture.parse_state import ParseState
from crm.capture.vocabulary import one_of

_SEPARATORS = ",;:-–—"
_BRACKETS = {"(": ")", ")": "(", "[": "]", "]": "["}


def remaining_note(state: ParseState) -> str:
    pieces: list[tuple[int, str]] = []
    for first, last in state.sentences:
        words = ", ".join(_runs(state, first, last))
        if words:
            pieces.append((first, words))
    return "".join(_gap(state, at, index) + words for index, (at, words) in enumerate(pieces))


def _gap(state: ParseState, first: int, index: int) -> str:
    if index == 0:
        return ""
    before = state.tokens[first - 1] if first else None
    return "\n" if before is not None and before.kind == "break" else " "


def _runs(state: ParseState, first: int, last: int) -> list[str]:
    runs, at = [], first
    while at < last:
        if state.used[at]:
            at += 1
            continue
        end = at
        while end < last and not state.used[end]:
            end += 1
        words = _trimmed(state, at, end, at > first, end < last)
        if words:
            runs.append(words)
        at = end
    return runs


def _trimmed(state: ParseState, at: int, end: int, follows: bool, goes_on: bool) -> str:
    """The words as typed, without the commas and joints at either end."""
    left = Counter[str]()
    if state.has_brackets:
        left.update(token.text for token in state.tokens[at:end] if token.text in _BRACKETS)
    while at < end and (_is_separator(state, at, follows) or _unmatched(state, at, left)):
        left[state.tokens[at].text] -= 1
        at += 1
    while end > at and (_is_separator(state, end - 1, goes_on) or _unmatched(state, end - 1, left)):
        end -= 1
        left[state.tokens[end].text] -= 1
    if not any(state.tokens[each].kind not in ("mark", "break") for each in range(at, end)):
        return ""
    return state.text[state.tokens[at].start : state.tokens[end - 1].end]


def _unmatched(state: ParseState, at: int, left: Counter[str]) -> bool:
    """`left` counts the brackets of the words that remain."""
    other = _BRACKETS.get(state.tokens[at].text)
    return other is not None and left[other] <= 0


def _is_separator(state: ParseState, at: int, joined: bool) -> bool:
    token = state.tokens[at]
    return (
        token.text in _SEPARATORS
        or token.kind == "break"
        or (joined and token.low in one_of("clauses", "joints"))
    )
