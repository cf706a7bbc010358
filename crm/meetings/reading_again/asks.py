"""Compares the asks of a meeting with those of its corrected text."""

from collections.abc import Hashable, Sequence

from crm.capture.draft import DraftAsk
from crm.meetings.reading_again.difference import AskAdded, AskChanged, AskGone, Comparison
from crm.meetings.reading_again.meeting_now import AskFacts, AskNow
from crm.meetings.reading_again.said_things import SaidKind, compare_said
from crm.text.folding import fold


def compare_asks(now: Sequence[AskNow], before: Sequence[DraftAsk], after: Sequence[DraftAsk]) -> Comparison:
    """A draft of the book is looked at only if the text once said it."""
    meant = {_whole(AskFacts.of(one)) for one in before}
    of_text = [one for one in now if one.is_of_meeting or _whole(one.facts) in meant]
    return compare_said(_KIND, of_text, before, after)


def _whole(facts: AskFacts) -> Hashable:
    return facts.person, facts.asked, fold(facts.words)


def _words(one: DraftAsk) -> str:
    return f"{'I asked' if one.asked else 'To ask'} {one.person.name}: {one.words}"


_KIND = SaidKind(
    noun="ask",
    keys=(_whole, lambda facts: facts.person, lambda facts: fold(facts.words)),
    facts_of=AskFacts.of,
    words=_words,
    added=AskAdded,
    changed=AskChanged,
    gone=AskGone,
)
