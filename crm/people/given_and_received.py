"""Describes in one sentence what was given and received in the last year. Deliberately not a score."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.storage.reading import Reader
from crm.text.days_in_words import number

_YEAR = timedelta(days=365)
_MOST_NAMES = 3

_SHARED = "SELECT t.title FROM share s JOIN item t ON t.id = s.item_id WHERE s.person_id = :id AND s.sent_on > :since"
_INTRODUCED = (
    "SELECT coalesce(p.full_name, o.name) FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "AND s.person_id = :id JOIN introduction_side o ON o.introduction_id = i.id AND o.id != s.id "
    "LEFT JOIN person p ON p.id = o.person_id WHERE i.by_person_id IS NULL AND i.made_on > :since ORDER BY i.made_on"
)
_INTRODUCED_ME = (
    "SELECT coalesce(p.full_name, s.name) FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "LEFT JOIN person p ON p.id = s.person_id WHERE i.by_person_id = :id AND i.made_on > :since ORDER BY i.made_on"
)
_KEPT = (
    "SELECT count(*) FROM promise pr WHERE pr.state = 'kept' AND pr.kept_on > :since AND pr.kind != 'introduction' "
    "AND pr.by_person_id IS NULL AND pr.id IN (SELECT promise_id FROM promise_person WHERE person_id = :id) "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.promise_id = pr.id AND s.sent_on IS NOT NULL)"
)
_THEY_KEPT = (
    "SELECT count(*) FROM promise WHERE state = 'kept' AND kept_on > :since AND kind != 'introduction' "
    "AND by_person_id = :id"
)
_ADVICE = "SELECT count(*) FROM advice WHERE person_id = :id AND direction = :direction AND given_on > :since"
_FIRST_MET = (
    "SELECT json_array(m.held_on, m.place) FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = :id AND m.state = 'happened' ORDER BY m.held_on, m.id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class FirstMet:
    on: date
    place: str


def describe_last_year(read: Reader, person_id: int, first_name: str, today: date) -> str:
    """One sentence, or "" if nothing was recorded."""
    values = {"id": person_id, "since": (today - _YEAR).isoformat()}
    given = [
        _describe_shares(first_name, read.values(_SHARED, **values)),
        _describe_introductions(f"introduced {first_name} to", read.values(_INTRODUCED, **values)),
        _describe_count("kept {} to " + first_name, read.value(_KEPT, **values), "a promise", "promises"),
        "gave advice" if read.value(_ADVICE, direction="given", **values) else "",
    ]
    received = [
        _describe_count("kept {}", read.value(_THEY_KEPT, **values), "a promise", "promises"),
        _describe_introductions("introduced you to", read.values(_INTRODUCED_ME, **values)),
        "gave you advice" if read.value(_ADVICE, direction="received", **values) else "",
    ]
    given_text, received_text = (
        _join([singular for singular in given if singular]),
        _join([singular for singular in received if singular]),
    )
    parts = [
        f"you {given_text}" if given_text else "",
        f"{first_name} {received_text}" if received_text else "",
    ]
    text = "; ".join(part for part in parts if part)
    return f"In the last year {text}." if text else ""


def first_met(read: Reader, person_id: int) -> FirstMet | None:
    found = read.value(_FIRST_MET, id=person_id)
    if found is None:
        return None
    on, place = json.loads(found)
    return FirstMet(date.fromisoformat(on), place)


def _describe_shares(first_name: str, titles: Sequence[str]) -> str:
    if not titles:
        return ""
    return (
        f"sent {first_name} “{titles[0]}”"
        if len(titles) == 1
        else f"sent {first_name} {number(len(titles))} things"
    )


def _describe_introductions(verb: str, names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    shown = [*names[:_MOST_NAMES], *([f"{number(more)} more"] if more > 0 else [])]
    return f"{verb} {_join(shown)}" if names else ""


def _describe_count(template: str, count: int, singular: str, plural: str) -> str:
    return template.format(singular if count == 1 else f"{number(count)} {plural}") if count else ""


def _join(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
