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
    """`place`: the side it goes to, or None for a mail to both or to whoever introduced. `nameless`: the same question
    without the other's name, where a side is asked for the first time."""

    mail: MailDraft
    done: str
    place: int | None
    nameless: MailDraft | None = None


def step_draft(
    read: Reader, record: IntroductionRecord, step: NextStep, today: date, owner: str
) -> StepDraft | None:
    """None where there is nothing to write."""
    if step.kind in ("offer", "none"):
        return None
    place = step.places[0] if step.kind in ("ask", "ask_again") else None
    side = record.people[place - 1] if place else None
    wish = Wish(today, owner, side.id if side else None)
    try:
        mail = draft_next_of_introduction(read, record.id, wish)
        if side is None:
            return StepDraft(mail, _DONE[step.kind], None)
        if step.kind == "ask_again":
            return StepDraft(mail, f"{side.first_name} asked again", place)
        nameless = draft_next_of_introduction(read, record.id, wish._replace(anonymous=True))
    except NothingFound:
        return None
    return StepDraft(mail, f"{side.first_name} asked", place, nameless)
