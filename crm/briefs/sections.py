"""A brief as headings with lines under them, for the command line and for paper."""

from collections.abc import Iterator
from typing import NamedTuple

from crm.briefs.brief import Brief
from crm.briefs.person_brief import PersonBrief
from crm.people.short_names import PersonRef


class Section(NamedTuple):
    heading: str
    lines: tuple[str, ...]
    is_numbered: bool = False


def sections(brief: Brief) -> list[Section]:
    """Those that have lines, in the order of reading before a meeting."""
    every = (
        Section("Purpose", _filled(brief.purpose)),
        Section("Questions", tuple(one.words for one in brief.questions), True),
        Section(want_heading(brief.attendees), _filled(brief.want)),
        Section("What you can offer", tuple(offers(brief))),
        Section("Last time", tuple(line for one in brief.people for line in _last_time(brief, one))),
        *_promises(brief),
        Section("Loops to close", tuple(_led(brief, "loops"))),
        Section("In common", tuple(_led(brief, "in_common"))),
        Section("Looking for", tuple(_led(brief, "looking_for"))),
        Section("Can help with", tuple(_led(brief, "can_help_with"))),
        Section("Dates", tuple(_led(brief, "dates"))),
    )
    return [one for one in every if one.lines]


def want_heading(attendees: tuple[PersonRef, ...]) -> str:
    """ "If she asks “what can I do for you?”"."""
    if len(attendees) != 1:
        return "If they ask “what can I do for you?”"
    subject = attendees[0].subject
    who = subject.lower() if subject in ("She", "He") else subject
    return f"If {who} asks “what can I do for you?”"


def offers(brief: Brief) -> list[str]:
    """What the user wrote down, then what was found."""
    return [*(one.words for one in brief.own_offers), *_led(brief, "offers")]


def lead(brief: Brief, person: PersonBrief) -> str:
    """ "Lena: " where there are several people, else ""."""
    return f"{person.who.first_name}: " if len(brief.people) > 1 else ""


def _last_time(brief: Brief, one: PersonBrief) -> Iterator[str]:
    yield f"{lead(brief, one)}{'. '.join(part for part in (one.last_contact, one.introduced) if part)}"
    for note in one.notes:
        yield f"{lead(brief, one)}{note.day}: {note.words}"


def _promises(brief: Brief) -> Iterator[Section]:
    yield Section("You owe", tuple(dict.fromkeys(line for one in brief.people for line in one.my_promises)))
    theirs = tuple(line for one in brief.people for line in one.their_promises)
    owing = f"{brief.people[0].who.first_name} owes you" if len(brief.people) == 1 else "They owe you"
    yield Section(owing, theirs)


def _led(brief: Brief, part: str) -> Iterator[str]:
    """The lines of a part of everyone, each with the name in front where there are several people."""
    for one in brief.people:
        lines: tuple[str, ...] = getattr(one, part)
        yield from (f"{lead(brief, one)}{line}" for line in lines)


def _filled(words: str) -> tuple[str, ...]:
    return (words,) if words.strip() else ()
