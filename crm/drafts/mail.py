"""A drafted mail, and how one is made from a template and its recipients."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.drafts import mail_templates
from crm.drafts.person_details import DraftPerson
from crm.promises.promise_titles import join_names
from crm.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class MailDraft:
    """`note` tells the user what is missing, such as an address; else it is empty."""

    to: tuple[str, ...]
    subject: str
    body: str
    note: str = ""


def make_mail(read: Reader, template: str, people: Sequence[DraftPerson], words: dict[str, str]) -> MailDraft:
    """Of the template with that name, in the user's own words if there are any, with what is missing as its note."""
    names = join_names([person.first_name for person in people]) or "Hello"
    made = mail_templates.fill(read, template, names=names, **words)
    without = [person.name for person in people if not person.email]
    has = "has" if len(without) == 1 else "have"
    missing = f"{join_names(without)} {has} no e-mail address here." if without else ""
    note = " ".join(one for one in (missing, made.note) if one)
    return MailDraft(tuple(person.email for person in people if person.email), made.subject, made.body, note)
