"""A brief as headings with lines under them, for the command line and for paper."""

from collections.abc import Iterator
from typing import NamedTuple

from crm.briefs.brief import Brief
from crm.briefs.offers import Offer
from crm.briefs.person_brief import PersonBrief
from crm.people.short_names import PersonRef
from crm.text.markdown_marks import without_signs
from crm.text.shared_phrases import KIND_NAMES


class Section(NamedTuple):
    heading: str
    lines: tuple[str, ...]
    is_numbered: bool = False


def sections(brief: Brief) -> list[Section]:
    """Those that have lines, in the order of reading before a meeting."""
    prepared = (
        Section("Purpose", _filled(brief.purpose)),
        Section("Questions", tuple(one.words for one in brief.questions), True),
        Section("Whom you hope to meet", brief.hopes),
        Section(want_heading(brief.attendees), _filled(brief.want)),
        Section("What you can offer", tuple(offers(brief))),
    )
    return [*(one for one in prepared if one.lines), *known(brief)]


def known(brief: Brief) -> list[Section]:
    """What is known of the people, without what was prepared."""
    every = (
        *_last_times(brief),
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
    return [*(one.words for one in brief.own_offers), *(one.words for one in found_offers(brief))]


def found_offers(brief: Brief) -> list[Offer]:
    """From the shelf, and introductions."""
    return [
        Offer(found.kind, f"{lead(brief, one)}{found.words}") for one in brief.people for found in one.offers
    ]


def notes_hint(kind: str) -> str:
    """ "Write here during the coffee"."""
    return f"Write here during {KIND_NAMES[kind] if KIND_NAMES[kind].startswith('the ') else f'the {KIND_NAMES[kind]}'}"


def lead(brief: Brief, person: PersonBrief) -> str:
    """ "Lena: " where there are several people, else ""."""
    return f"{person.who.first_name}: " if len(brief.people) > 1 else ""


def _last_times(brief: Brief) -> Iterator[Section]:
    """One a person; the note of a meeting with several of them stands under the first."""
    told: set[str] = set()
    for one in brief.people:
        heading = f"Last time, {one.who.first_name}" if len(brief.people) > 1 else "Last time"
        lines = [". ".join(part for part in (one.last_contact, one.introduced) if part)]
        lines += [f"{note.day}: {without_signs(note.words)}" for note in one.notes if note.key not in told]
        told.update(note.key for note in one.notes)
        yield Section(heading, tuple(lines))


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
