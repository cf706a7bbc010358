"""Texts of a proposed meeting."""

from datetime import date

from crm.meetings.meeting_names import BY_TITLE, names_everyone
from crm.meetings.proposals import Proposal
from crm.promises.promise_titles import join_names
from crm.text.shared_phrases import meeting_title
from ui.counts_and_days import format_count, format_full_day

NONE = "No meeting waits for your word. What a calendar brings in stands here until you say that it happened."
_NAMED = 4


def title(one: Proposal) -> str:
    """The event's own, else "Coffee with Ana Ruiz and Ben Okafor"."""
    return one.what or (f"{meeting_title(one.kind)} {_with(one)}" if one.people else meeting_title(one.kind))


def who_and_when(one: Proposal, today: date) -> str:
    """ "with Ana Ruiz, Tuesday 10 November, 10:00, Blue Bottle. No guests: the title names them"."""
    is_said = not one.what or names_everyone(one.what, one.people)
    guests = "" if is_said else _with(one)
    at = ", ".join(part for part in (guests, format_full_day(one.on, today), one.at or "", one.place) if part)
    return f"{at}. {BY_TITLE}" if one.by_title else at


def _with(one: Proposal) -> str:
    names = list(one.people[:_NAMED])
    if len(one.people) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(one.people) - _NAMED + 1} more"]
    return f"with {join_names(names)}"


def heading(many: int, chosen: int = 0) -> str:
    """The number of proposals; with several selected, how many one key settles."""
    if not many:
        return "Nothing waits for your word."
    waits = "waits" if many == 1 else "wait"
    message = f"{format_count(many, 'meeting', 'meetings')} {waits} for your yes"
    return f"{message}, {chosen:,} chosen." if chosen > 1 else f"{message}. Nothing counts before."
