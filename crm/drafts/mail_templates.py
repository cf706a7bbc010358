"""Mail templates: those that come with the program, in resources/templates, and the user's own words in settings."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crm import settings
from crm.drafts.template_text import fields_in, fill_text, unknown_fields
from crm.settings import Key
from crm.storage.reading import Reader

_FOLDER = Path(__file__).parents[2] / "resources" / "templates"
FIELD_NAMES = {
    "names": "first name",
    "one": "the one",
    "other": "the other",
    "first": "first name of the one",
    "about": "about the one",
    "about_one": "about the one",
    "about_other": "about the other",
    "thing": "what",
    "Thing": "What",
    "what": "for what",
    "title": "subject",
    "words": "question",
    "met": "where we met",
    "now": "new role",
    "opening": "reason to write",
    "came_of": "what came of it",
    "tried": "what came of it",
    "said": "what was advised",
    "did": "whether I tried it",
    "meant": "what they meant to do",
    "reason": "reason",
    "owner": "my name",
}
"""What the user reads in braces for a word of the code; a word that is not here is its own name."""


@dataclass(frozen=True, slots=True)
class MailText:
    """A template, or one that was filled. `remark` tells the user why other words than theirs were used."""

    subject: str
    body: str
    remark: str = ""


@cache
def shipped(name: str) -> MailText:
    """The words that came with the program."""
    head, _, body = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return MailText(head.removeprefix("Subject: "), body.strip())


def names() -> list[str]:
    return sorted(file.stem for file in _FOLDER.glob("*.txt"))


@cache
def fields(name: str) -> tuple[str, ...]:
    """The fields that can be filled in this template: those of the words that came with it."""
    text = shipped(name)
    return tuple(fields_in(f"{text.subject}\n{text.body}"))


def own_words_key(name: str) -> Key[dict[str, str]]:
    return Key(f"template.{name}", {})


def own_words(read: Reader, name: str) -> MailText | None:
    """The user's own words for it, as typed; None if there are none."""
    stored = settings.value(read, own_words_key(name))
    subject, body = stored.get("subject"), stored.get("body")
    return MailText(subject, body) if isinstance(subject, str) and isinstance(body, str) else None


def fill(name: str, **words: str) -> MailText:
    """Fills the words that came with the program."""
    return fill_with(shipped(name), words)


def fill_own(read: Reader, name: str, words: dict[str, str]) -> MailText:
    """Fills the user's own words, or, where they have a field that is unknown, those that came with the program."""
    own = own_words(read, name)
    if own is None:
        return fill(name, **words)
    if unknown := unknown_fields(f"{own.subject}\n{own.body}", fields(name)):
        remark = (
            f"Your own words for this mail have the field {{{unknown[0].name}}}, which is not known here. "
            "They are kept in Settings; these are the words that came with Goodturn."
        )
        text = fill(name, **words)
        return MailText(text.subject, text.body, remark)
    return fill_with(own, words)


def fill_with(template: MailText, words: dict[str, str]) -> MailText:
    return fill_fields(template, {FIELD_NAMES.get(key, key): value for key, value in words.items()})


def fill_fields(template: MailText, values: dict[str, str]) -> MailText:
    """As `fill_with`, by the names that stand in braces."""
    subject = " ".join(fill_text(template.subject, values).split())
    return MailText(subject, fill_text(template.body, values))
