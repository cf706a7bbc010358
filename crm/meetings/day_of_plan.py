"""The day of a plan where it stands outside the words of the meeting: "coffee with Ana. Tuesday suits her"."""

from collections.abc import Sequence
from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.dates import DatePhrase
from crm.capture.draft import Draft
from crm.capture.tokens import Token, tokens
from crm.capture.vocabulary import one_of

_ENDS = frozenset(".!?;\n")
_PARTS = frozenset(",:()–—-")


def day_beside(draft: Draft, words: str, today: date) -> date | None:
    """The first day ahead that tells when the meeting is, and not when something else is."""
    spans = [one.span for part in (draft.promises, draft.topics, draft.advice, draft.asks) for one in part]
    found = tokens(words)
    for one in find_dates(found):
        start, day = found[one.first].start, one.day(today, True)
        is_of_other = any(span is not None and span.start <= start < span.end for span in spans)
        if day is not None and day >= today and not is_of_other and _is_of_meeting(found, one):
            return day
    return None


def _is_of_meeting(found: Sequence[Token], one: DatePhrase) -> bool:
    before = found[one.first - 1].low if one.first else ""
    if one.preposition in one_of("plans", "not_on") or before in one_of("plans", "not_on"):
        return False
    end = _last_mark(found, one.first, _ENDS)
    start = _last_mark(found, one.first, _ENDS | _PARTS)
    clause = [token.low for token in found[start : one.first]]
    if any(word in one_of("plans", "tells") for word in clause):
        return False
    if not clause and start:
        return _suits([token.low for token in found[one.last : one.last + 2]])
    if start == 0 or all(word in one_of("plans", "asides") for word in clause):
        return True  # the words of the meeting themselves, or a day alone
    return end == 0 and (found[start].capital or clause[0] in one_of("plans", "leads"))


def _last_mark(found: Sequence[Token], before: int, marks: frozenset[str]) -> int:
    """The place behind the last of these marks; 0 without one."""
    return next((at + 1 for at in range(before - 1, -1, -1) if found[at].text in marks), 0)


def _suits(after: list[str]) -> bool:
    """Whether a clause that opens with a day goes on as an offer of it, or ends there."""
    if not after or not after[0].isalpha():
        return True
    if after[0] in ("is", "would"):
        return after[-1] in one_of("plans", "fine")
    return after[0] in one_of("plans", "suits")
