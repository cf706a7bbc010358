"""The conditions in SQL of a filter of meetings; `m` is the meeting."""

import json
from datetime import date
from typing import Any, NamedTuple

from crm.meetings.hopes import PEOPLE_NAMED, PLANNED_EVENTS
from crm.meetings.meeting_filter import MeetingFilter
from crm.meetings.meeting_kinds import kind_named
from crm.search.whole_book import tokens
from crm.storage.full_text.index import KINDS, KINDS_AT_MOST
from crm.storage.reading import Reader
from crm.text.folding import fold

_NUMBER = KINDS.index("meeting")
_WITH_WORDS = (
    f"m.id IN (SELECT rowid / {KINDS_AT_MOST} FROM words_index WHERE words_index MATCH :{{name}} "
    f"AND rowid % {KINDS_AT_MOST} = {_NUMBER})"
)
_THESE = "IN (SELECT value FROM json_each(:{name}))"
_OF_THESE = f"SELECT meeting_id FROM attendance WHERE person_id {_THESE} UNION {PLANNED_EVENTS} {_THESE}"
_WITH_FEW = f"m.id IN ({_OF_THESE})"
_WITH_MANY = f"EXISTS (SELECT 1 FROM {PEOPLE_NAMED} WHERE person_id {_THESE})"
_FEW = 200  # people; the meetings of more are better found one by one, newest first
_FROM_FEW = f"({_OF_THESE}) AS w CROSS JOIN meeting m ON m.id = w.meeting_id"
_AT_PLACES = "(m.place <> '' AND m.place COLLATE NOCASE IN (SELECT value FROM json_each(:{name})))"
_AT_ONE_PLACE = "(m.place <> '' AND m.place COLLATE NOCASE = :{name})"
_OF_KINDS = "m.kind IN (SELECT value FROM json_each(:kinds))"
_PLACES = "SELECT DISTINCT place COLLATE NOCASE FROM meeting WHERE place <> '' ORDER BY 1"


class Conditions(NamedTuple):
    """`where` is true for every meeting if nothing is asked; `source` is what to read from. `where_unindexed` is the same for
    the few planned or proposed meetings, which have indexes of their own."""

    source: str
    where: str
    values: dict[str, Any]

    @property
    def where_unindexed(self) -> str:
        return self.where.replace("m.kind ", "+m.kind ").replace("m.place ", "+m.place ")


def conditions(read: Reader, chosen: MeetingFilter) -> Conditions:
    parts, values = _days(chosen.after, chosen.before)
    if chosen.kinds:
        parts.append(_OF_KINDS if len(set(chosen.kinds)) > 1 else "m.kind = :kind")
        values |= {"kinds": json.dumps(chosen.kinds), "kind": chosen.kinds[0]}
    source = "meeting m"
    for number, name in enumerate(chosen.people):
        ids, key = _people_named(read, name), f"person{number}"
        values[key] = json.dumps(ids)
        if len(ids) <= _FEW and source == "meeting m":
            source = _FROM_FEW.format(name=key)
        else:
            parts.append(_with_people(ids, key))
    for number, place in enumerate(chosen.places):
        part, needed = _at_place(read, place, f"place{number}")
        parts.append(part)
        values |= needed
    for number, word in enumerate(chosen.words):
        part, needed = _word(read, word, f"word{number}")
        parts.append(part)
        values |= needed
    return Conditions(source, " AND ".join(parts) or "1", values)


def places(read: Reader) -> list[str]:
    """Every place once, however its letters were cased."""
    return read.values(_PLACES)


def _days(after: date | None, before: date | None) -> tuple[list[str], dict[str, Any]]:
    parts, values = [], {}
    for sign, name, day in ((">", "after", after), ("<", "before", before)):
        if day is not None:
            parts.append(f"m.held_on {sign} :{name}")
            values[name] = day.isoformat()
    return parts, values


def _word(read: Reader, word: str, name: str) -> tuple[str, dict[str, Any]]:
    """A word is of the texts, of the name of someone who was there, or of the kind."""
    ids, key = _people_named(read, word), f"{name}_people"
    either, values = [_with_people(ids, key)], {key: json.dumps(ids)}
    if query := _match_query(word):
        either.append(_WITH_WORDS.format(name=name))
        values[name] = query
    if kind := kind_named(word):
        either.append(f"m.kind = :{name}_kind")
        values[f"{name}_kind"] = kind
    return f"({' OR '.join(either)})", values


def _match_query(text: str) -> str:
    """The full-text query for meetings in which every word of `text` begins a word; "" if it has none."""
    return " ".join(f'"{word}"*' for word in tokens(text))


def _with_people(ids: list[int], name: str) -> str:
    return (_WITH_FEW if len(ids) <= _FEW else _WITH_MANY).format(name=name)


def _at_place(read: Reader, place: str, name: str) -> tuple[str, dict[str, Any]]:
    """At every place that contains the words; SQL cannot fold accents."""
    found = [one for one in places(read) if place in fold(one)]
    if len(found) == 1:
        return _AT_ONE_PLACE.format(name=name), {name: found[0]}
    return _AT_PLACES.format(name=name), {name: json.dumps(found)}


def _people_named(read: Reader, folded: str) -> list[int]:
    """Everyone in whose name each word begins a word."""
    parts = folded.replace("-", " ").split()
    if not parts:  # dashes alone
        return []
    named = " AND ".join(
        f"instr(' ' || replace(name_key, '-', ' '), ' ' || :w{number}) > 0" for number in range(len(parts))
    )
    values = {f"w{number}": part for number, part in enumerate(parts)}
    return read.values(f"SELECT id FROM person WHERE {named}", **values)
