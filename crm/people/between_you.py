"""Says in one sentence what was given and received, and what would be fair next. Deliberately not a score."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.people.given_and_received import Given, Received, StillOpen, given, received, still_open
from crm.people.short_names import PersonRef
from crm.storage.reading import Reader
from crm.text.days_in_words import number
from crm.text.shared_phrases import wanted

_MOST_NAMES = 3
_OBJECTS = {"She": "her", "He": "him"}


class _Naming(NamedTuple):
    """How the person is called: by name at first, then by the pronoun the user recorded."""

    full: str
    name: str
    subject: str
    object: str


def describe_between_you(read: Reader, person: PersonRef, today: date) -> str:
    """ "In the last year you introduced Ana to Ben Okafor; she gave you advice. Tell her what came of “wait”."
    "" if nothing is recorded."""
    assert person.id is not None
    gave, got = given(read, person.id, today), received(read, person.id, today)
    if not gave.is_anything and not got.is_anything:
        return ""
    return between_you_sentence(person, gave, got, still_open(read, person.id))


def between_you_sentence(person: PersonRef, gave: Given, got: Received, still: StillOpen) -> str:
    pronoun = _OBJECTS.get(person.subject)
    names = _Naming(
        person.name,
        person.first_name,
        person.subject.lower() if pronoun else person.first_name,
        pronoun or person.first_name,
    )
    mine, theirs = _given(gave, names), _received(got)
    parts = [f"you {_join(mine)}"] if mine else []
    if theirs:
        parts.append(f"{names.subject if mine else names.name} {_join(theirs)}")
    if theirs and not mine:
        parts.append("nothing has gone back yet")
    fair = _fair_next(gave, got, still, names)
    return f"In the last year {'; '.join(parts)}.{f' {fair[:1].upper()}{fair[1:]}.' if fair else ''}"


def _given(gave: Given, names: _Naming) -> list[str]:
    """The first of them names the person, the others use the pronoun."""
    templates = [
        *(_shared("sent {who}", gave.shared)),
        *(_introduced("introduced {who} to", gave.introduced_to)),
        *([f"kept {_promises(gave.kept_promises)} to {{who}}"] if gave.kept_promises else []),
        *([_times("advised {who}", gave.advice)] if gave.advice else []),
        *(["thanked {who}"] if gave.thanked else []),
        *(["told {who} what came of the advice"] if gave.told_back else []),
    ]
    return [
        template.replace("{who}", names.object if place else names.name)
        for place, template in enumerate(templates)
    ]


def _received(got: Received) -> list[str]:
    return [
        *([f"kept {_promises(got.kept_promises)}"] if got.kept_promises else []),
        *(_introduced("introduced you to", got.introduced_me_to)),
        *([_times("advised you", got.advice)] if got.advice else []),
        *(_shared("passed on", got.passed_on)),
        *(["said yes to what you asked"] if got.said_yes else []),
    ]


def _fair_next(gave: Given, got: Received, still: StillOpen, names: _Naming) -> str:
    """The user's word first, then what closes a loop; where nothing went back, what the person could use."""
    if still.promise:
        return f"your word comes next: {still.promise.replace(names.full, names.object)}"
    if still.advice:
        return f"tell {names.object} what came of “{still.advice}”"
    if still.introduction:
        return f"thank {names.object} for the introduction to {still.introduction}"
    if got.is_anything and not gave.is_anything:
        if still.looking_for:
            return f"{names.subject} is looking for {wanted(still.looking_for)}; perhaps you know someone"
        return f"ask what you could do for {names.object}"
    return ""


def _shared(verb: str, titles: Sequence[str]) -> list[str]:
    if not titles:
        return []
    return [f"{verb} “{titles[0]}”" if len(titles) == 1 else f"{verb} {number(len(titles))} things"]


def _introduced(verb: str, names: Sequence[str]) -> list[str]:
    more = len(names) - _MOST_NAMES
    named = [*names[:_MOST_NAMES], *([f"{number(more)} more"] if more > 0 else [])]
    return [f"{verb} {_join(named)}"] if names else []


def _promises(count: int) -> str:
    return "a promise" if count == 1 else f"{number(count)} promises"


def _times(words: str, count: int) -> str:
    return words if count == 1 else f"{words} {'twice' if count == 2 else f'{number(count)} times'}"


def _join(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
