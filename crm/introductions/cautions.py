"""What asks for care before two people are introduced: sentences from stored facts."""

from collections.abc import Iterator
from datetime import date, timedelta

from crm.date_index import DEAD_PEOPLE
from crm.introductions.introduction_list import IntroductionRecord
from crm.people.short_names import PersonRef
from crm.storage.reading import Reader
from crm.text import days_in_words

_LATELY = timedelta(days=90)
_OFTEN = 3  # times asked within these days, this introduction left out
_OPEN_STATES = ("idea", "offered", "asking")

_STANDING = f"SELECT standing, id IN {DEAD_PEOPLE} AS has_died FROM person WHERE id = :id"
_ASKED_LATELY = "SELECT count(*) FROM introduction_side WHERE person_id = :id AND asked_on >= :since AND introduction_id <> :this"
_MET = (
    "SELECT m.kind, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id AND m.state = 'happened' "
    "JOIN attendance b ON b.meeting_id = m.id AND b.person_id = :other AND b.counts = 1 "
    "WHERE a.person_id = :one AND a.counts = 1 ORDER BY m.held_on DESC LIMIT 1"
)
_WORK_TOGETHER = (
    "SELECT g.name FROM role a JOIN role b ON b.organisation_id = a.organisation_id AND b.person_id = :other "
    "AND b.until_on IS NULL JOIN organisation g ON g.id = a.organisation_id "
    "WHERE a.person_id = :one AND a.until_on IS NULL LIMIT 1"
)
_EARLIER = (
    "SELECT i.state, i.made_on FROM introduction_side a JOIN introduction_side b ON b.introduction_id = a.introduction_id "
    "AND b.person_id = :other JOIN introduction i ON i.id = a.introduction_id "
    "WHERE a.person_id = :one AND i.id <> :this AND i.by_person_id IS NULL "
    "AND i.state IN ('made', 'heard', 'dropped') ORDER BY i.id DESC LIMIT 1"
)


def cautions(read: Reader, record: IntroductionRecord, today: date) -> tuple[str, ...]:
    """Nothing for an introduction that was received, made or dropped: it is too late for care then."""
    if record.is_received or record.state not in _OPEN_STATES:
        return ()
    found: list[str] = []
    for person in record.people:
        found += _about_person(read, record, person, today)
    if len(record.people) == 2:
        found += _about_both(read, record, *record.people, today)
    return tuple(found)


def _about_person(read: Reader, record: IntroductionRecord, person: PersonRef, today: date) -> Iterator[str]:
    row = read.one(_STANDING, id=person.id) if person.id is not None else None
    if row is None:
        yield f"{person.name} is not in the book, so no mail can be addressed."
        return
    if row["has_died"]:
        yield f"{person.name} has died."
    elif row["standing"] != "kept":
        yield f"{person.first_name} is {row['standing']}: ask only if it is welcome."
    since = (today - _LATELY).isoformat()
    asked = read.value(_ASKED_LATELY, id=person.id, since=since, this=record.id)
    if asked >= _OFTEN:
        yield f"{person.first_name} was asked about {days_in_words.number(asked)} other introductions in the last three months."


def _about_both(
    read: Reader, record: IntroductionRecord, one: PersonRef, other: PersonRef, today: date
) -> Iterator[str]:
    if one.id is None or other.id is None:
        return
    names = f"{one.first_name} and {other.first_name}"
    if met := read.one(_MET, one=one.id, other=other.id):
        day = days_in_words.plain(date.fromisoformat(met["held_on"]), today)
        yield f"{names} were both there on {day} ({met['kind']}), so they may know each other."
    if place := read.value(_WORK_TOGETHER, one=one.id, other=other.id):
        yield f"{names} both work at {place}."
    if earlier := read.one(_EARLIER, one=one.id, other=other.id, this=record.id):
        if earlier["made_on"]:
            day = days_in_words.plain(date.fromisoformat(earlier["made_on"]), today)
            yield f"You introduced {names} on {day}."
        else:
            yield "Once before it was not wanted: ask with care."
