"""Compares the topics of a meeting with those of its corrected text."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from crm.capture.draft import DraftTopic
from crm.meetings.reading_again.difference import (
    Change,
    Comparison,
    Difference,
    TopicAdded,
    TopicChanged,
    TopicGone,
)
from crm.meetings.reading_again.meeting_now import MeetingNow, TopicFacts, TopicNow
from crm.meetings.reading_again.three_sides import paired
from crm.people.topic_kinds import TOPIC_VERBS
from crm.text.shared_phrases import wanted


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    facts: TopicFacts
    topic: DraftTopic


def compare_topics(now: MeetingNow, before: Sequence[DraftTopic], after: Sequence[DraftTopic]) -> Comparison:
    old, new = list(_told(before)), list(_told(after))
    in_book = {one.facts: one for one in now.topics}
    by_hand = [one for one in now.topics if one.facts not in {each.facts for each in old}]
    differences: list[Difference] = []
    staying: list[str] = []
    for pair in paired(old, new, _keys()):
        if pair.left is None or pair.left.facts not in in_book:
            edited = _edited(by_hand, pair.left) if pair.left is not None else None
            if edited is not None and (pair.right is None or pair.right.facts != edited.facts):
                staying.append(f"“{edited.words}”")
            elif pair.right is not None and (pair.left is None or pair.left.facts != pair.right.facts):
                differences += _added(now, pair.right)
        elif pair.right is None or pair.right.facts != pair.left.facts:
            differences.append(_changed(now, in_book[pair.left.facts], pair.left, pair.right))
    return Comparison(tuple(differences), tuple(staying))


def _told(topics: Sequence[DraftTopic]) -> Iterator[_Told]:
    for one in topics:
        yield _Told(TopicFacts.of(one), one)


def _keys() -> list[tuple[Callable[[_Told], Hashable], Callable[[_Told], Hashable]]]:
    keys: tuple[Callable[[_Told], Hashable], ...] = (
        lambda one: one.facts,
        lambda one: (one.facts.person, one.facts.kind),
        lambda one: (one.facts.person, one.facts.topic),
        lambda one: (one.facts.kind, one.facts.topic),
    )
    return [(key, key) for key in keys]


def _edited(by_hand: list[TopicNow], old: _Told) -> TopicNow | None:
    """What the user made of the topic by hand: of the same person, with the same kind or words."""
    for one in by_hand:
        same = one.facts.kind == old.facts.kind or one.facts.topic == old.facts.topic
        if one.facts.person == old.facts.person and same:
            by_hand.remove(one)
            return one
    return None


def _added(now: MeetingNow, new: _Told) -> Iterator[Difference]:
    if new.facts not in now.known_topics:
        yield Difference("New", _words(new.topic), TopicAdded(new.topic))


def _changed(now: MeetingNow, topic: TopicNow, old: _Told, new: _Told | None) -> Difference:
    about = _words(old.topic)
    if new is None or new.facts in now.known_topics:
        gone: Change = TopicGone(topic.id)
        return Difference(about, "No longer in the text: it would be taken out", gone)
    return Difference(about, f"Becomes: {_words(new.topic)}", TopicChanged(topic.id, new.topic))


def _words(one: DraftTopic) -> str:
    topic = wanted(one.topic) if one.kind == "looking_for" else one.topic
    return f"{one.person.name} {TOPIC_VERBS[one.kind]} {topic}"
