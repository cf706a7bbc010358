"""Keeps the user's own words for a mail template, and brings the original back; each one step of undo."""

from crm import settings
from crm.drafts import mail_templates
from crm.drafts.mail_templates import Template
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


def keep_words(work: UnitOfWork, name: str, subject: str, body: str) -> None:
    """Raises NotUnderstood for an unknown field. Words equal to the original are the original."""
    subject, body = " ".join(subject.split()), lines(body).strip()
    mail_templates.check(name, subject, body)
    same = Template(subject, body) == mail_templates.original(name)
    settings.change(work, mail_templates.own_words(name), [] if same else [subject, body])
    work.label = "Changed the words of a mail"


def bring_original_back(work: UnitOfWork, name: str) -> None:
    settings.change(work, mail_templates.own_words(name), [])
    work.label = "Brought the original words of a mail back"
