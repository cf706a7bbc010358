"""Mail templates in the user's own words: kept, refused where a field is unknown, and given up again."""

from typing import TYPE_CHECKING

from crm import settings
from crm.drafts import mail_templates
from crm.drafts.template_table import purpose
from crm.drafts.template_text import unknown_fields
from crm.errors import NotUnderstood
from crm.text.typed_text import line, lines

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def keep_subject(work: "UnitOfWork", name: str, subject: str) -> None:
    """Raises NotUnderstood."""
    text = line(subject)
    _require_fillable(name, text)
    _keep(work, name, text, _words_now(work, name).body)


def keep_body(work: "UnitOfWork", name: str, body: str) -> None:
    """Raises NotUnderstood."""
    text = lines(body)
    _require_fillable(name, text)
    _keep(work, name, _words_now(work, name).subject, text)


def give_up(work: "UnitOfWork", name: str) -> None:
    """Goes back to the words that came with the program."""
    settings.change(work, mail_templates.own_words_key(name), {})
    work.label = f"Went back to the words that came with “{purpose(name)}”"


def problem_in(name: str, text: str) -> str:
    """Why the text cannot be filled, with the place; "" if it can."""
    if not text.strip():
        return "A mail needs words here. Nothing was changed."
    unknown = unknown_fields(text, mail_templates.fields(name))
    if not unknown:
        return ""
    first = unknown[0]
    place = f"line {first.line}, " if "\n" in text else ""
    return (
        f"{{{first.name}}} is no field of this mail ({place}character {first.column}). Choose one from below."
    )


def _require_fillable(name: str, text: str) -> None:
    if problem := problem_in(name, text):
        raise NotUnderstood(problem)


def _words_now(work: "UnitOfWork", name: str) -> mail_templates.MailText:
    return mail_templates.own_words(work.read, name) or mail_templates.shipped(name)


def _keep(work: "UnitOfWork", name: str, subject: str, body: str) -> None:
    chosen = {"subject": subject, "body": body}
    shipped = mail_templates.shipped(name)
    is_shipped = (subject, body) == (shipped.subject, shipped.body)
    settings.change(work, mail_templates.own_words_key(name), {} if is_shipped else chosen)
    work.label = f"Changed the words of “{purpose(name)}”"
