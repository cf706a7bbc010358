"""Drafts mails that tell the recipient of a promise that it is delayed or will not be kept."""

from datetime import date

from crm.drafts.mail import MailDraft, make_mail
from crm.drafts.person_details import draft_person
from crm.drafts.promise_phrases import find_recommendation, promise_phrase
from crm.errors import NotUnderstood
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details


def draft_delay(read: Reader, promise_id: int, until: date, today: date, owner: str = "") -> MailDraft:
    """Says that the promise will take until that day. Raises NotUnderstood."""
    named = days_in_words.named(until, today)
    return _draft(read, "later", promise_id, owner, when=named)


def draft_let_go(read: Reader, promise_id: int, owner: str = "") -> MailDraft:
    """Says that the promise will not be kept. Raises NotUnderstood."""
    return _draft(read, "let_go", promise_id, owner)


def _draft(read: Reader, template: str, promise_id: int, owner: str, **words: str) -> MailDraft:
    promise = row_details.promise(read, promise_id)
    if promise is None or promise.by is not None:
        raise NotUnderstood("Only a promise of yours can be told later or let go.")
    # To one side of an introduction only: the other side's answers are confidential.
    people = promise.people[:1] if promise.kind == "introduction" else promise.people
    if promise.kind == "recommend" and (found := find_recommendation(promise)):
        people = tuple(who for who in promise.people if who.name == found.recommended)
    to = [draft_person(read, who.id, who.name) for who in people]
    return make_mail(read, template, to, {"thing": promise_phrase(promise, to), "owner": owner, **words})
