"""A drafted mail, and how one is made from a template and its recipients."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.drafts import mail_templates
from crm.drafts.person_details import DraftPerson
from crm.promises.promise_titles import join_names


@dataclass(frozen=True, slots=True)
class MailDraft:
    """`note` tells the user what is missing, such as an address; else it is empty."""

    to: tuple[str, ...]
    subject: str
    body: str
    note: str = ""


def make_mail(template: str, people: Sequence[DraftPerson], words: dict[str, str]) -> MailDraft:
    names = join_names([person.first_name for person in people]) or "Hello"
    title, body = mail_templates.fill(template, names=names, **words)
    without = [person.name for person in people if not person.email]
    has = "has" if len(without) == 1 else "have"
    note = f"{join_names(without)} {has} no e-mail address here." if without else ""
    return MailDraft(tuple(person.email for person in people if person.email), title, body, note)
