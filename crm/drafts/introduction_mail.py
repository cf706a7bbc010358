"""Mails of an introduction: the question to each side, the joint mail to both, and asking both how it went."""

import re
from collections.abc import Sequence
from datetime import date

from crm.drafts.addressing import in_second_person
from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import DraftPerson, draft_person, recipients
from crm.drafts.presenting_sentence import presenting_sentence, presenting_without_name
from crm.errors import NotUnderstood
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details
from crm.today.row_details import PromiseDetails, Side

_WHO_LATER = "I will say who it is once I know that it is welcome on both sides."

_NEEDS = re.compile(
    r"(?:she|he|they) (?:needs?|looks? for|wants?|would like|hopes?|asked|asks?|(?:is|are) (?:looking|hiring|searching))\b", re.I
)  # fmt: skip


def draft_introduction_question(
    read: Reader, promise_id: int, place: int, owner: str = "", anonymous: bool = False
) -> MailDraft:
    """Asks side `place` (1 or 2) whether the introduction is welcome. Never reveals the other side's answer."""
    promise = row_details.promise(read, promise_id)
    sides = (promise.sides or tuple(Side(person) for person in promise.people)) if promise else ()
    if len(sides) != 2 or place not in (1, 2):
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    return side_question(read, sides[place - 1], sides[2 - place], owner, anonymous)


def side_question(read: Reader, asked: Side, offered: Side, owner: str, anonymous: bool) -> MailDraft:
    """With `anonymous`, neither name nor firm of the other side stands in it."""
    one = draft_person(read, asked.person.id, asked.person.name)
    other = draft_person(read, offered.person.id, offered.person.name)
    reason = _reason_to(one, asked.reason)
    if anonymous:
        about = f"{presenting_without_name(other, reason)} {_WHO_LATER}"
    else:
        about = presenting_sentence(other, reason)
    about = f"{about[:1].upper()}{about[1:]}"
    words = {"other": "someone I know" if anonymous else other.name, "about_other": about, "owner": owner}
    return make_mail(read, "introduction_question", [one], words, [other])


def draft_introduction(
    read: Reader, promise: PromiseDetails, people: Sequence[DraftPerson], today: date, owner: str
) -> MailDraft:
    """The joint mail; of an introduction that was made, the question how it went."""
    # A lower-case "name" such as "my accountant" is not a named person yet.
    if len(people) < 2 or any(person.name[:1].islower() for person in people):
        return MailDraft((), "", "", "Say who the other side is: then the mail to both is drafted here.")
    if promise.stage == "made":
        when = days_in_words.on(promise.introduced_on or today, today)
        return make_mail(read, "introduction_heard", people, {"when": when, "owner": owner})
    reasons = [side.reason for side in promise.sides] or ["", ""]
    return joint_mail(read, people, reasons, owner)


def joint_mail(read: Reader, people: Sequence[DraftPerson], reasons: Sequence[str], owner: str) -> MailDraft:
    """To both sides, with why each may like to meet the other, and an easy way out."""
    one, other = people[:2]
    words = {
        "one": one.first_name,
        "other": other.first_name,
        "about_other": presenting_sentence(other, _reason_to(one, reasons[0])),
        "about_one": presenting_sentence(one, _reason_to(other, reasons[1])),
        "owner": owner,
    }
    return make_mail(read, "introduction", people[:2], words, people[:2])


def _reason_to(recipient: DraftPerson, reason: str) -> str:
    """A reason may be about either side. It is about the recipient if it names them or says what somebody needs
    ("She needs a designer"); "She can show her press" is about the other side and keeps its pronouns.
    """
    names = (re.escape(name) for name in (recipient.name, recipient.first_name))
    is_named = any(re.search(rf"\b{name}\b", reason) for name in names)
    if is_named or _NEEDS.match(reason):
        return in_second_person(reason, recipients([recipient]))
    return reason
