"""What the page says of a proposal."""

from datetime import date

from crm.meetings.proposals import Proposal
from crm.promises.titles import joined
from crm.today.telling.phrases import meeting_title
from ui.words import counted, full_day

NONE = "No meeting waits for your word. What a calendar brings in stands here until you say that it happened."
_NAMED = 4


def title(one: Proposal) -> str:
    """ "Coffee with Ana Ruiz and Ben Okafor"."""
    names = list(one.people[:_NAMED])
    if len(one.people) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(one.people) - _NAMED + 1} more"]
    return f"{meeting_title(one.kind)} with {joined(names)}" if names else meeting_title(one.kind)


def when_and_where(one: Proposal, today: date) -> str:
    """ "Tuesday 10 November, 10:00, Blue Bottle. Labels for Christmas"."""
    at = ", ".join(part for part in (full_day(one.on, today), one.at or "", one.place) if part)
    return f"{at}. {one.what}" if one.what else at


def heading(many: int, chosen: int = 0) -> str:
    """What waits; of several chosen, how many one key settles."""
    if not many:
        return "Nothing waits for your word."
    waits = "waits" if many == 1 else "wait"
    told = f"{counted(many, 'meeting', 'meetings')} {waits} for your yes"
    return f"{told}, {chosen:,} chosen." if chosen > 1 else f"{told}. Nothing counts before."
