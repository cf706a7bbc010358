"""A drafted mail, and how one is made from a template and its recipients."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.drafts import mail_templates
from crm.drafts.person_details import DraftPerson
from crm.promises.promise_titles import join_names
from crm.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class MailDraft:
    """`note` tells the user what is missing, such as an address; else it is empty.

    `presented` are the people whose own line (blurb) the mail uses, by id: an old line is asked about.
    """

    to: tuple[str, ...]
    subject: str
    body: str
    note: str = ""
    presented: tuple[int, ...] = ()


def make_mail(
    read: Reader,
    template: str,
    people: Sequence[DraftPerson],
    words: dict[str, str],
    presented: Sequence[DraftPerson] = (),
) -> MailDraft:
    """In the user's own words where there are some. `presented` are people whom the mail describes."""
    names = join_names([person.first_name for person in people]) or "Hello"
    text = mail_templates.fill_own(read, template, {"names": names, **words})
    without = [person.name for person in people if not person.email]
    has = "has" if len(without) == 1 else "have"
    missing = f"{join_names(without)} {has} no e-mail address here." if without else ""
    return MailDraft(
        tuple(person.email for person in people if person.email),
        text.subject,
        text.body,
        " ".join(part for part in (missing, text.remark) if part),
        tuple(person.id for person in presented if person.id is not None and person.blurb),
    )
