"""A small network of names that the sentences of these tests are about, and drafts as readable lines."""

from datetime import date

from crm.capture.draft import Draft, DraftPromise, NamedPerson
from crm.capture.names import KnownName, Names

TODAY = date(2026, 11, 21)  # a Saturday

NETWORK = Names(
    [
        KnownName(1, "Ana Ruiz", "Ana", "Ruiz"),
        KnownName(2, "Ben Okafor", "Ben", "Okafor"),
        KnownName(3, "Rosa Weiss", "Rosa", "Weiss", standing="parked"),
        KnownName(4, "Chris Doyle", "Chris", "Doyle", last="2026-11-01"),
        KnownName(5, "Chris Park", "Chris", "Park", last="2026-03-01"),
        KnownName(6, "Tom Sandberg", "Tom", "Sandberg"),
        KnownName(7, "Seán O’Brien", "Seán", "O’Brien"),
        KnownName(8, "Will May", "Will", "May"),
        KnownName(9, "Elizabeth Kay", "Elizabeth", "Kay", nickname="Liz"),
        KnownName(10, "Mei Kobayashi", "Mei", "Kobayashi"),
    ]
)


def told(draft: Draft) -> list[str]:
    """The draft line by line; ~ before a name is assumed, + is new, ? is a choice."""
    lines = []
    if draft.meeting is not None:
        one = draft.meeting
        when = f"{one.on} {one.at}" if one.at else f"{one.on}"
        place = f" at {one.place}" if one.place else ""
        name = f" “{one.title}”" if one.title else ""
        direction = "" if one.direction == "both" else f" {one.direction}"
        lines.append(f"{one.state} {one.kind}{name}{direction} {when}{place} with {_people(one.people)}")
    lines += [_promise(one) for one in draft.promises]
    lines += [f"topic {one.person.name} {one.kind}: {one.topic}" for one in draft.topics]
    lines += [f"advice {one.direction} {one.person.name}: {one.words}" for one in draft.advice]
    lines += [f"note {draft.note}"] if draft.note else []
    lines.append(f"people {_people(draft.people)}")
    return lines


def _promise(one: DraftPromise) -> str:
    due = f"{one.due}{' said' if one.due_said else ''}" if one.due else "no date"
    return f"{one.kind} by {one.by.name if one.by else 'me'} for {_people(one.people)} ({due}): {one.what}"


def _people(people: list[NamedPerson]) -> str:
    marks = {"known": "", "assumed": "~", "new": "+", "ambiguous": "?"}
    return ", ".join(f"{marks[one.status]}{one.name}" for one in people) or "nobody"
