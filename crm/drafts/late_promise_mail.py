"""Mails about a promise that comes later than said, or not at all: honest, short, and to whom it was made."""

from datetime import date

from crm.drafts import mail_templates
from crm.drafts.mail_draft import MailDraft
from crm.drafts.person_details import subject
from crm.drafts.promise_phrases import promised, recommended
from crm.errors import NotUnderstood
from crm.promises import promise_titles
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details


def draft_later(read: Reader, promise_id: int, until: date, today: date, owner: str = "") -> MailDraft:
    """That it takes until that day. Raises NotUnderstood."""
    named = days_in_words.named(until, today)
    return _draft(read, "later", promise_id, owner, when=named)


def draft_let_go(read: Reader, promise_id: int, owner: str = "") -> MailDraft:
    """That it will not come. Raises NotUnderstood."""
    return _draft(read, "let_go", promise_id, owner)


def _draft(read: Reader, template: str, promise_id: int, owner: str, **words: str) -> MailDraft:
    promise = row_details.promise(read, promise_id)
    if promise is None or promise.by is not None:
        raise NotUnderstood("Only a promise of yours can be told later or let go.")
    # To one side of an introduction only: what the other said, or was asked, is theirs.
    people = promise.people[:1] if promise.kind == "introduction" else promise.people
    if promise.kind == "recommend" and (found := recommended(promise)):
        people = tuple(who for who in promise.people if who.name == found[0])
    to = [subject(read, who.id, who.name) for who in people]
    names = promise_titles.join_names([one.first_name for one in to]) or "Hello"
    title, body = mail_templates.filled(
        template, names=names, thing=promised(promise, to), owner=owner, **words
    )
    without = [one.name for one in to if not one.email]
    note = (
        f"{promise_titles.join_names(without)} {'has' if len(without) == 1 else 'have'} no e-mail address here."
        if without
        else ""
    )
    return MailDraft(tuple(one.email for one in to if one.email), title, body, note)
