"""The mail of an introduction's next step, and the words that mark it as done."""

from datetime import date
from typing import NamedTuple

from crm.drafts.introduction_mail import draft_introduction_question
from crm.drafts.mail import MailDraft
from crm.drafts.mail_draft import draft_of_promise
from crm.errors import NotUnderstood
from crm.introductions.introduction_list import IntroductionRecord
from crm.introductions.next_step import NextStep
from crm.storage.reading import Reader

_DONE = {"make": "Made", "follow_up": "They answered", "thank": "Thanked", "report": "Told"}


class StepDraft(NamedTuple):
    """`place`: the side it goes to, or None for a mail to both or to whoever introduced."""

    mail: MailDraft
    done: str
    place: int | None


def step_draft(
    read: Reader, record: IntroductionRecord, step: NextStep, today: date, owner: str
) -> StepDraft | None:
    """None where there is nothing to write, or no promise says what."""
    if record.promise_id is None or step.kind in ("offer", "none"):
        return None
    try:
        if step.kind not in ("ask", "ask_again"):
            return StepDraft(draft_of_promise(read, record.promise_id, today, owner), _DONE[step.kind], None)
        place = step.places[0]
        again = " again" if step.kind == "ask_again" else ""
        mail = draft_introduction_question(read, record.promise_id, place, owner)
        return StepDraft(mail, f"{record.people[place - 1].first_name} asked{again}", place)
    except NotUnderstood:
        return None
