"""What the user could offer a person: shelf items never sent to them, and introductions with their evidence."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crm.introductions import suggestions
from crm.introductions.suggestions import Suggestion
from crm.people.short_names import PersonRef
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.shared_phrases import wanted

_MAX_ITEMS = 3
_MAX_IDEAS = 2
_ITEMS = (
    "SELECT i.title, t.words, max(pt.kind) AS kind FROM person_topic pt JOIN item_topic it ON it.topic_id = pt.topic_id "
    "JOIN item i ON i.id = it.item_id JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = :id AND pt.kind IN ('looking_for', 'cares_about') AND i.from_person_id IS NOT :id "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = i.id AND s.person_id = :id) "
    "GROUP BY i.id ORDER BY kind DESC, i.id DESC LIMIT :limit"
)
_IDEAS = (
    "SELECT coalesce(o.full_name, theirs.name) AS name, mine.reason AS reason, theirs.reason AS other_reason "
    "FROM introduction_side mine JOIN introduction n ON n.id = mine.introduction_id AND n.state = 'idea' "
    "JOIN introduction_side theirs ON theirs.introduction_id = n.id AND theirs.id <> mine.id "
    "LEFT JOIN person o ON o.id = theirs.person_id WHERE mine.person_id = :id ORDER BY n.id DESC LIMIT :limit"
)


class Offer(NamedTuple):
    kind: str  # item | introduction
    words: str


def offers(read: Reader, person: PersonRef, today: date) -> tuple[Offer, ...]:
    assert person.id is not None
    return (
        *(Offer("item", words) for words in _items(read, person)),
        *(Offer("introduction", words) for words in _introductions(read, person, today)),
    )


def _items(read: Reader, person: PersonRef) -> Iterator[str]:
    for row in read.rows(_ITEMS, id=person.id, limit=_MAX_ITEMS):
        yield f"“{row['title']}”, from your shelf, never sent to {person.first_name}"


def _introductions(read: Reader, person: PersonRef, today: date) -> Iterator[str]:
    for row in read.rows(_IDEAS, id=person.id, limit=_MAX_IDEAS):
        reasons = " ".join(reason for reason in (row["reason"], row["other_reason"]) if reason)
        yield f"An introduction to {row['name']}{f': {reasons}' if reasons else ''}"
    found = suggestions.suggest(read, person.id or 0)
    if found is not None:
        yield _suggested(person, found, today)


def _suggested(person: PersonRef, found: Suggestion, today: date) -> str:
    """With what both said, and when."""
    other = found.other
    looks, helps = (person, other) if found.helps else (other, person)
    looked_on, helped_on = (
        (found.noted_on, found.other_noted_on) if found.helps else (found.other_noted_on, found.noted_on)
    )
    return (
        f"An introduction to {other.name}: {looks.first_name} is looking for {wanted(found.topic)}"
        f"{_noted(looked_on, today)}, {helps.first_name} can help with it{_noted(helped_on, today)}"
    )


def _noted(on: date | None, today: date) -> str:
    return f" (noted {days_in_words.on(on, today)})" if on else ""
