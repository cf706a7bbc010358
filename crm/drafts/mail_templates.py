"""Mail templates, stored as text files in resources/templates."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parents[2] / "resources" / "templates"
_TRAILING_BLANKS = re.compile(r"(?<![ \t])[ \t]+$", re.M)
_BLANK_LINES = re.compile(r"\n{3,}")


@cache
def _template(name: str) -> tuple[str, str]:
    head, _, body = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return head.removeprefix("Subject: "), body


class MailText(NamedTuple):
    subject: str
    body: str


def fill(name: str, **words: str) -> MailText:
    """Fills a template. Empty words leave no blank lines or trailing blanks behind."""
    subject, body = _template(name)
    text = _BLANK_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", body.format(**words))).strip()
    return MailText(" ".join(subject.format(**words).split()), text)
