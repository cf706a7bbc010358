"""The entries of the panel, with all their texts. No Qt here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm.inbox import proposal
from crm.inbox.proposal import Detail, InboxProposal
from crm.meetings.meeting_names import BY_TITLE
from crm.meetings.proposals import Proposal
from crm.people.short_names import PersonRef
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.text.shared_phrases import meeting_title

_MOST_NAMED = 4
_MOST_WORDS = 600  # characters of a text that are shown
_YES = {
    ("text", proposal.TAKE): "Log it",
    ("text", proposal.CHOOSE): "Open Log",
    ("text", proposal.KNOWN): "It is logged",
    ("card", proposal.TAKE): "Into the book",
    ("calendar", proposal.TAKE): "Into the book",
}


class Entry(NamedTuple):
    """`yes`, `edit` and `no` are what Enter, E and X do, "" for nothing. `source` says where it is from and when."""

    key: str
    source: str
    icon: str
    title: str
    quote: str
    details: tuple[Detail, ...]
    remark: str
    yes: str
    edit: str
    no: str
    of: InboxProposal | Proposal

    @property
    def spoken(self) -> str:
        """All of it for a screen reader, with the keys."""
        keys = (("Enter", self.yes), ("E", self.edit), ("X", self.no))
        parts = [
            self.source,
            self.quote or self.title,
            *(f"{one.words}, {one.chip}" if one.chip else one.words for one in self.details),
            self.remark,
            *(f"{key}: {words}" for key, words in keys if words),
        ]
        return ". ".join(part.rstrip(".") for part in parts if part)


def from_inbox(one: InboxProposal, today: date) -> Entry:
    rest = "Look at it" if one.enter == proposal.CHOOSE else "Put it away"
    is_problem = one.kind == "problem"
    return Entry(
        key=one.key,
        source=f"{one.file}, from your phone {_when(one, today)}",
        icon="folder",
        title=one.title,
        quote=one.words if len(one.words) <= _MOST_WORDS else f"{one.words[:_MOST_WORDS].rstrip()}…",
        details=one.details,
        remark=f"{one.remark} {one.hint}".strip(),
        yes="" if is_problem else _YES.get((one.kind, one.enter), rest),
        edit="" if is_problem or one.enter == proposal.CHOOSE else "Edit",  # there Enter does the same
        no="Put it away" if is_problem else "No",
        of=one,
    )


def from_calendar(one: Proposal, people: Mapping[int, PersonRef], today: date) -> Entry:
    at = f" at {one.at}" if one.at else ""
    names = list(one.people[:_MOST_NAMED])
    if len(one.people) > _MOST_NAMED:
        names[_MOST_NAMED - 1 :] = [f"{len(one.people) - _MOST_NAMED + 1} more"]
    what = f"“{one.what}”" if one.what else f"{meeting_title(one.kind).lower()} with {join_names(names)}"
    first = people.get(one.person_ids[0]) if one.person_ids else None
    place = f", {one.place}" if one.place else ""
    return Entry(
        key=f"meeting-{one.id}",
        source=f"your calendar, {days_in_words.named(one.on, today)}{at}",
        icon="calendar",
        title=f"Did {what} happen?",
        quote="",
        details=(Detail(f"{join_names(names)}{place}", first),) if names else (),
        remark=f"{BY_TITLE}." if one.by_title else "",
        yes="It did",
        edit="Edit",
        no="It did not",
        of=one,
    )


def how_many_came_in(count: int) -> str:
    """ "Three proposals came in."; "" for none."""
    if not count:
        return ""
    number = days_in_words.number(count)
    return f"{number[0].upper()}{number[1:]} {'proposal' if count == 1 else 'proposals'} came in."


def entries_of(
    inbox: Sequence[InboxProposal],
    meetings: Sequence[Proposal],
    people: Mapping[int, PersonRef],
    today: date,
) -> tuple[Entry, ...]:
    return (
        *(from_inbox(one, today) for one in inbox),
        *(from_calendar(one, people, today) for one in meetings),
    )


def _when(one: InboxProposal, today: date) -> str:
    on = one.at.date()
    return f"at {one.at:%H:%M}" if on == today else days_in_words.on(on, today)
