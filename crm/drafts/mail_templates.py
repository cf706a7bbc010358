"""The mails' wording, kept as text files so that it can be read, corrected and translated without code."""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "resources" / "templates"
_ENDS = re.compile(r"(?<![ \t])[ \t]+$", re.M)
_GAPS = re.compile(r"\n{3,}")


@cache
def _template(name: str) -> tuple[str, str]:
    head, _, body = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return head.removeprefix("Subject: "), body


def filled(name: str, **words: str) -> tuple[str, str]:
    """Subject and body; an empty word leaves no gap behind."""
    subject, body = _template(name)
    text = _GAPS.sub("\n\n", _ENDS.sub("", body.format(**words))).strip()
    return " ".join(subject.format(**words).split()), text
