"""What came of a meeting: the promises, topics and advice made in it, each as one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.people.short_names import PersonRef, person_refs
from crm.promises import queries
from crm.promises.promise_titles import title, title_of_promise_by_other, within_sentence
from crm.promises.queries import PromiseLine
from crm.storage.reading import Reader
from crm.text.shared_phrases import wanted

_PROMISES = "SELECT id FROM promise WHERE meeting_id = :id ORDER BY by_person_id IS NOT NULL, id"
_TOPICS = (
    "SELECT pt.id, pt.kind, pt.person_id, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.meeting_id = :id ORDER BY pt.id"
)
_ADVICE = (
    "SELECT id, direction, person_id, words, tried, told_on FROM advice WHERE meeting_id = :id ORDER BY id"
)
_VERBS = {"looking_for": "looks for", "can_help_with": "can help", "cares_about": "cares"}
_LEADS = {"looking_for": "", "can_help_with": "with ", "cares_about": "about "}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind`: promise, topic or advice; `what` is its own kind or direction, "owed" for a promise to the user.

    `who` begins the line ("I promised"), `words` go on. `state` of a promise; of advice "tried", or "".
    """

    kind: str
    id: int
    what: str
    who: str
    words: str
    due: date | None = None
    state: str = ""
    page_of: PersonRef | None = None  # a topic stands on this person's page


def outcomes(read: Reader, meeting_id: int) -> list[Outcome]:
    """My promises first, then theirs, topics and advice, each in the order they were noted."""
    found = {one.id: one for one in queries.by_ids(read, read.values(_PROMISES, id=meeting_id))}
    promises = [found[one] for one in read.values(_PROMISES, id=meeting_id)]
    topics, advice = read.rows(_TOPICS, id=meeting_id), read.rows(_ADVICE, id=meeting_id)
    people = person_refs(read, _people(read, meeting_id, promises, [*topics, *advice]))
    firsts = _first_names(people.values())
    return [
        *(_promise(one, people, firsts) for one in promises),
        *(_topic(row, people[row["person_id"]]) for row in topics),
        *(_advice(row, people[row["person_id"]]) for row in advice),
    ]


def _people(read: Reader, meeting_id: int, promises: list[PromiseLine], rows: list[Any]) -> set[int]:
    there = set(read.values("SELECT person_id FROM attendance WHERE meeting_id = :id", id=meeting_id))
    return there | {one.by_id for one in promises if one.by_id} | {row["person_id"] for row in rows}


def _first_names(people: Iterable[PersonRef]) -> dict[str, str]:
    """First names by full names, of those whose first name only one of them has."""
    known = list(people)
    count = [one.first_name for one in known].count
    return {one.name: one.first_name for one in known if count(one.first_name) == 1}


def _promise(one: PromiseLine, people: Mapping[int, PersonRef], firsts: Mapping[str, str]) -> Outcome:
    if one.by_id is not None:
        who = f"{people[one.by_id].first_name} promised"
        words = _their_words(one)
        return Outcome("promise", one.id, "owed", who, words, one.due, one.state)
    words = within_sentence(one.title)
    for name, first in firsts.items():
        words = words.replace(name, first)
    due = one.back_on if one.state == "waiting" else one.due
    return Outcome("promise", one.id, one.kind, "I promised", words, due, one.state)


def _their_words(one: PromiseLine) -> str:
    """ "check the market dates"; "send me the contract" for a promise whose words are only the thing."""
    if title_of_promise_by_other(one.words, "").startswith(" promised to "):
        return one.words
    return within_sentence(title(one.kind, one.words, ["me"]))


def _topic(row: Any, person: PersonRef) -> Outcome:
    kind, words = row["kind"], row["words"]
    words = wanted(words) if kind == "looking_for" else f"{_LEADS[kind]}{words}"
    return Outcome("topic", row["id"], kind, f"{person.first_name} {_VERBS[kind]}", words, page_of=person)


def _advice(row: Any, person: PersonRef) -> Outcome:
    received = row["direction"] == "received"
    who = f"{person.first_name} advised" if received else f"I advised {person.first_name}"
    state = "tried" if row["tried"] == "yes" else ""
    return Outcome("advice", row["id"], row["direction"], who, row["words"], state=state)
