"""The mail of an introduction's next step, and the words that mark it as done."""

from datetime import date
from typing import NamedTuple

from crm.drafts.introduction_steps import Wish, draft_next_of_introduction
from crm.drafts.mail import MailDraft
from crm.errors import NothingFound
from crm.introductions.introduction_list import IntroductionRecord
from crm.introductions.next_step import NextStep
from crm.storage.reading import Reader

_DONE = {"make": "Made", "follow_up": "They replied", "thank": "Thanked", "report": "Told"}


class StepDraft(NamedTuple):
    """`place`: the side it goes to, or None for a mail to both or to whoever introduced."""

    mail: MailDraft
    done: str
    place: int | None


def step_draft(
    read: Reader,
    record: IntroductionRecord,
    step: NextStep,
    today: date,
    owner: str,
    anonymous: bool = False,
) -> StepDraft | None:
    """None where there is nothing to write. `anonymous`: a question that does not name the other side."""
    if step.kind in ("offer", "none"):
        return None
    place = step.places[0] if step.kind in ("ask", "ask_again") else None
    side = record.people[place - 1] if place else None
    try:
        wish = Wish(today, owner, side.id if side else None, anonymous)
        mail = draft_next_of_introduction(read, record.id, wish)
    except NothingFound:
        return None
    if side is None:
        return StepDraft(mail, _DONE[step.kind], None)
    return StepDraft(mail, f"{side.first_name} asked{' again' if step.kind == 'ask_again' else ''}", place)
