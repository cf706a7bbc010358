"""Compares the advice of a meeting with that of its corrected text."""

from collections.abc import Sequence

from crm.capture.draft import DraftAdvice
from crm.meetings.reading_again.difference import AdviceAdded, AdviceChanged, AdviceGone, Comparison
from crm.meetings.reading_again.meeting_now import AdviceFacts, AdviceNow
from crm.meetings.reading_again.said_things import SaidKind, compare_said
from crm.text.folding import fold


def compare_advice(
    now: Sequence[AdviceNow], before: Sequence[DraftAdvice], after: Sequence[DraftAdvice]
) -> Comparison:
    return compare_said(_KIND, now, before, after)


def _words(one: DraftAdvice) -> str:
    verb = f"{one.person.name} advised" if one.direction == "received" else f"I advised {one.person.name}"
    return f"{verb}: {one.words}"


_KIND = SaidKind(
    noun="advice",
    keys=(
        lambda facts: (facts.direction, facts.person, fold(facts.words)),
        lambda facts: (facts.direction, facts.person),
        lambda facts: (facts.direction, fold(facts.words)),
    ),
    facts_of=AdviceFacts.of,
    words=_words,
    added=AdviceAdded,
    changed=AdviceChanged,
    gone=AdviceGone,
)
