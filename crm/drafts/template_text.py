"""The text of a mail template: plain words with fields in braces, checked and filled. Pure.

A field has a name that a user understands, such as {first name}. A field with nothing to say leaves no blank line, no
double blank and no mark hanging behind it.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

_FIELD = re.compile(r"\{([^{}\n]{1,40})\}")
_NOTHING = "\ue000"  # stands for an empty field until the text around it is tidied; a private character
_ONLY_NOTHING = re.compile(rf"^[ \t]{{0,40}}{_NOTHING}[{_NOTHING} \t.,;:]{{0,40}}$\n?", re.M)
_NOTHING_BEFORE_MARK = re.compile(rf"[ \t]{{0,9}}{_NOTHING}(?=[.,;:!?])")
_NOTHING_AFTER_BLANK = re.compile(rf"(?<=[ \t\n]){_NOTHING}[ \t]{{0,9}}")
_TRAILING_BLANKS = re.compile(r"(?<![ \t])[ \t]{1,400}$", re.M)
_BLANK_LINES = re.compile(r"\n{3,400}")
_SENTENCE_ENDS = (".", "?", "!", "…", ".”", "?”", "!”")


class UnknownField(NamedTuple):
    """A field that the template cannot fill, and where it begins: line and column count from 1."""

    name: str
    line: int
    column: int


def unknown_fields(text: str, known: Collection[str]) -> list[UnknownField]:
    return [
        UnknownField(
            found[1],
            text.count("\n", 0, found.start()) + 1,
            found.start() - text.rfind("\n", 0, found.start()),
        )
        for found in _FIELD.finditer(text)
        if found[1] not in known
    ]


def fields_in(text: str) -> list[str]:
    """Each field once, in the order of the text."""
    return list(dict.fromkeys(found[1] for found in _FIELD.finditer(text)))


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """Values are put in as they are: braces inside them are not fields. Raises KeyError for a missing value."""
    filled = ""
    at = 0
    for found in _FIELD.finditer(text):
        filled = _append(filled, text[at : found.start()]) + (values[found[1]].strip(" ") or _NOTHING)
        at = found.end()
    return _nest_quotes(_tidy(_append(filled, text[at:])))


def _nest_quotes(text: str) -> str:
    """Quotation marks inside quotation marks become single ones. Other ways to quote („so“) stay as they are."""
    if text.count("“") != text.count("”"):
        return text
    depth = 0
    nested = []
    for char in text:
        depth -= char == "”"
        nested.append({"“": "‘", "”": "’"}.get(char, char) if depth > 0 else char)
        depth += char == "“"
    return "".join(nested)


def _append(filled: str, words: str) -> str:
    """A value that ends its sentence makes the full stop of the template one too many."""
    is_double = words.startswith(".") and not words.startswith("..") and filled.endswith(_SENTENCE_ENDS)
    return filled + (words[1:] if is_double else words)


def _tidy(text: str) -> str:
    text = _ONLY_NOTHING.sub("", text)
    text = _NOTHING_BEFORE_MARK.sub("", text)
    text = _NOTHING_AFTER_BLANK.sub("", text).replace(_NOTHING, "")
    return _BLANK_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", text)).strip()
