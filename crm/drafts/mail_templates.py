"""Mail templates: those in resources/templates, or the user's own words for them, kept as settings of the book."""

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crm import settings
from crm.errors import NotUnderstood
from crm.storage.reading import Reader

_FOLDER = Path(__file__).parents[2] / "resources" / "templates"
_TRAILING_BLANKS = re.compile(r"(?<![ \t])[ \t]{1,1000}$", re.M)
_BLANK_LINES = re.compile(r"\n{3,}")
_ALWAYS_KNOWN = frozenset(("names", "owner"))


class MailText(NamedTuple):
    """`note` says why the template of the program was used instead of the user's; else it is empty."""

    subject: str
    body: str
    note: str = ""


class Template(NamedTuple):
    """Subject and body with their fields in braces. `is_own`: the user's words."""

    subject: str
    body: str
    is_own: bool = False


def names() -> list[str]:
    """Of all templates of the program."""
    return sorted(file.stem for file in _FOLDER.glob("*.txt"))


@cache
def original(name: str) -> Template:
    head, _, body = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return Template(head.removeprefix("Subject: "), body.strip())


def own_words(name: str) -> settings.Key[list[str]]:
    """The setting that holds the user's subject and body; an empty list if there are none."""
    return settings.Key(f"template.{name}", [])


def template(read: Reader, name: str) -> Template:
    kept = settings.value(read, own_words(name))
    return Template(kept[0], kept[1], True) if len(kept) == 2 else original(name)


def known_fields(name: str) -> list[str]:
    """The fields a template may name, in the order of the original: those that it has itself, and the names."""
    first = original(name)
    found = [*_fields(first.subject), *_fields(first.body), "names", "owner"]
    return list(dict.fromkeys(found))


def check(name: str, subject: str, body: str) -> None:
    """Raises NotUnderstood with the place of what cannot be filled: an unknown field or a lone brace."""
    if not body.strip():
        raise NotUnderstood("A mail needs some words. “Back to the original” brings the first ones back.")
    known = known_fields(name)
    for part, text in (("subject", subject), ("text", body)):
        try:
            found = list(_fields(text))
        except ValueError:
            raise NotUnderstood(
                f"In the {part}, a curly bracket stands alone. A field is written like {{{known[0]}}}."
            ) from None
        for field in found:
            if field not in known:
                line = text[: text.index(f"{{{field}")].count("\n") + 1
                place = f"line {line} of the text" if part == "text" else "the subject"
                fields = ", ".join(f"{{{one}}}" for one in known)
                raise NotUnderstood(
                    f"{{{field}}} in {place} is no field of this mail. Its fields are {fields}."
                )


def fill(read: Reader, name: str, **words: str) -> MailText:
    """Fills a template. Empty words leave no blank lines or trailing blanks behind.

    Words of the user that cannot be filled are left as they are, and the original is filled instead.
    """
    chosen = template(read, name)
    if chosen.is_own:
        try:
            check(name, chosen.subject, chosen.body)
        except NotUnderstood as refusal:
            note = f"Your own words for this mail could not be used: {refusal} They are kept in Settings."
            return filled(original(name), words)._replace(note=note)
    return filled(chosen, words)


def filled(chosen: Template, words: dict[str, str]) -> MailText:
    """Raises KeyError for a field that is not among the words."""
    body = _TRAILING_BLANKS.sub("", chosen.body.format(**words))
    subject = chosen.subject.format(**words)
    return MailText(" ".join(subject.split()), _BLANK_LINES.sub("\n\n", body).strip())


def _fields(text: str) -> Iterator[str]:
    """Raises ValueError for a lone brace, and for what format() would read beside a plain name."""
    for _, field, form, conversion in string.Formatter().parse(text):
        if field is None:
            continue
        if form or conversion or not field.isidentifier():
            yield f"{field}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
        else:
            yield field
