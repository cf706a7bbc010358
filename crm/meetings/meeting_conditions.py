"""The conditions in SQL of a filter of meetings; `m` is the meeting."""

import json
from datetime import date
from typing import Any, NamedTuple

from crm.meetings.meeting_filter import MeetingFilter
from crm.meetings.meeting_kinds import kind_named
from crm.search.whole_book import tokens
from crm.storage.full_text.index import KINDS, KINDS_AT_MOST
from crm.storage.reading import Reader
from crm.text.folding import fold

_NUMBER = KINDS.index("meeting")
WITH_WORDS = (
    f"m.id IN (SELECT rowid / {KINDS_AT_MOST} FROM words_index WHERE words_index MATCH :{{name}} "
    f"AND rowid % {KINDS_AT_MOST} = {_NUMBER})"
)
_WITH_PEOPLE = (
    "m.id IN (SELECT meeting_id FROM attendance WHERE person_id IN (SELECT value FROM json_each(:{name})))"
)
_AT_PLACES = "(m.place <> '' AND m.place COLLATE NOCASE IN (SELECT value FROM json_each(:{name})))"
_OF_KINDS = "m.kind IN (SELECT value FROM json_each(:kinds))"
_PLACES = "SELECT DISTINCT place COLLATE NOCASE FROM meeting WHERE place <> '' ORDER BY 1"


class Conditions(NamedTuple):
    """`where` is true for every meeting if nothing is asked."""

    where: str
    values: dict[str, Any]


def conditions(read: Reader, chosen: MeetingFilter) -> Conditions:
    parts, values = _days(chosen.after, chosen.before)
    if chosen.kinds:
        parts.append(_OF_KINDS if len(set(chosen.kinds)) > 1 else "m.kind = :kind")
        values |= {"kinds": json.dumps(chosen.kinds), "kind": chosen.kinds[0]}
    for number, name in enumerate(chosen.people):
        parts.append(_WITH_PEOPLE.format(name=f"person{number}"))
        values[f"person{number}"] = json.dumps(_people_named(read, name))
    for number, place in enumerate(chosen.places):
        parts.append(_AT_PLACES.format(name=f"place{number}"))
        values[f"place{number}"] = json.dumps([one for one in places(read) if place in fold(one)])
    for number, word in enumerate(chosen.words):
        part, needed = _word(read, word, f"word{number}")
        parts.append(part)
        values |= needed
    return Conditions(" AND ".join(parts) or "1", values)


def places(read: Reader) -> list[str]:
    """Every place once, however its letters were cased."""
    return read.values(_PLACES)


def match_query(text: str) -> str:
    """The full-text query for meetings in which every word of `text` begins a word; "" if it has none."""
    return " ".join(f'"{word}"*' for word in tokens(text))


def _days(after: date | None, before: date | None) -> tuple[list[str], dict[str, Any]]:
    parts, values = [], {}
    for sign, name, day in ((">", "after", after), ("<", "before", before)):
        if day is not None:
            parts.append(f"m.held_on {sign} :{name}")
            values[name] = day.isoformat()
    return parts, values


def _word(read: Reader, word: str, name: str) -> tuple[str, dict[str, Any]]:
    """A word is of the texts, of the name of someone who was there, or of the kind."""
    either, values = (
        [_WITH_PEOPLE.format(name=f"{name}_people")],
        {f"{name}_people": json.dumps(_people_named(read, word))},
    )
    if query := match_query(word):
        either.append(WITH_WORDS.format(name=name))
        values[name] = query
    if kind := kind_named(word):
        either.append(f"m.kind = :{name}_kind")
        values[f"{name}_kind"] = kind
    return f"({' OR '.join(either)})", values


def _people_named(read: Reader, folded: str) -> list[int]:
    """Everyone in whose name each word begins a word."""
    parts = folded.replace("-", " ").split()
    named = " AND ".join(
        f"instr(' ' || replace(name_key, '-', ' '), ' ' || :w{number}) > 0" for number in range(len(parts))
    )
    values = {f"w{number}": part for number, part in enumerate(parts)}
    return read.values(f"SELECT id FROM person WHERE {named}", **values)
