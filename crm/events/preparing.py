"""Before an event: its name, why the user goes, whom they hope to meet, and what they bring."""

from datetime import date

from sqlalchemy import func, select

from crm.errors import GoodturnError, NotUnderstood
from crm.events.event_rows import get_event, name_of
from crm.meetings.event_purpose import join_purpose, split_purpose
from crm.model import Meeting, MeetingHope
from crm.people.lookup import find_person
from crm.text.typed_text import line, lines
from crm.unit_of_work import UnitOfWork


def begin(work: UnitOfWork, name: str, on: date, at: str | None = None, place: str = "") -> int:
    """A new event, with nobody yet: planned from today on, else happened. Returns its id."""
    if not name.strip():
        raise NotUnderstood("An event needs a name: what is it?")
    state = "planned" if on >= work.today else "happened"
    event = Meeting(kind="event", state=state, held_on=on, held_at=at, place=line(place), purpose=line(name))
    work.session.add(event)
    work.session.flush()
    work.label = f"{'Planned' if state == 'planned' else 'Noted'} {name_of(event)}"
    return event.id


def rename(work: UnitOfWork, meeting_id: int, name: str) -> None:
    event = get_event(work, meeting_id)
    event.purpose = join_purpose(line(name), split_purpose(event.purpose).why)
    work.label = f"Named an event {name_of(event)}"


def say_why(work: UnitOfWork, meeting_id: int, why: str) -> None:
    event = get_event(work, meeting_id)
    event.purpose = join_purpose(split_purpose(event.purpose).name, lines(why))
    work.label = f"Noted why you go to {name_of(event)}"


def hope(work: UnitOfWork, meeting_id: int, who: str, why: str = "") -> int:
    """Someone of the book, or any words for someone who is not. Returns the id of the hope."""
    event = get_event(work, meeting_id)
    words = line(who)
    if not words:
        raise NotUnderstood("Say whom you hope to meet.")
    person_id = _person_named(work, words)
    last = work.session.execute(
        select(func.max(MeetingHope.place)).where(MeetingHope.meeting_id == event.id)
    ).scalar_one()
    name = "" if person_id is not None else words
    added = MeetingHope(
        meeting_id=event.id, person_id=person_id, name=name, why=line(why), place=(last or 0) + 1
    )
    work.session.add(added)
    work.session.flush()
    work.label = f"You hope to meet {words} at {name_of(event)}"
    return added.id


def say_why_them(work: UnitOfWork, hope_id: int, why: str) -> None:
    found = _get_hope(work, hope_id)
    found.why = line(why)
    work.label = "Noted why you hope to meet them"


def give_up_hope(work: UnitOfWork, hope_id: int) -> None:
    found = _get_hope(work, hope_id)
    event = get_event(work, found.meeting_id)
    work.session.delete(found)
    work.label = f"Took someone off the list for {name_of(event)}"


def _get_hope(work: UnitOfWork, hope_id: int) -> MeetingHope:
    found = work.session.get(MeetingHope, hope_id)
    if found is None:
        raise NotUnderstood("This person is no longer on the list.")
    return found


def _person_named(work: UnitOfWork, words: str) -> int | None:
    """Nobody if the name fits nobody or several people: a hope may stay words."""
    try:
        return find_person(work.read, words)
    except GoodturnError:
        return None
