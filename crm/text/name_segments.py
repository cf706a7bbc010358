"""Splitting a name at its commas and at the brackets behind it."""

import re
from typing import NamedTuple

from crm.text import name_words
from crm.text.folding import fold
from crm.text.name_parts import bare
from crm.text.name_titles import is_title

_MAX_WORDS = 5  # on either side of the comma in "Family, Given"
_NO_NAME = re.compile(r"[\d@&/+:;!?]|\b(?:and|und|et|of|for|für)\b", re.I)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9.®-]{1,7}")


class Bracketed(NamedTuple):
    """A name, and the text in brackets behind it."""

    name: str
    asides: str


class Segments(NamedTuple):
    """`names` holds the full name in spoken order, or the two items "Family" and "Given"."""

    titles: list[str]
    names: list[str]
    suffixes: list[str]


def is_firm(name: str) -> bool:
    """Whether a name is that of an organisation, by its last word: Acme GmbH, or Meier, Huber & Co."""
    last = bare(name.split()[-1]) if name.split() else ""
    is_joined = "," in name or " & " in name
    return last in (name_words.AFTER_FIRMS if is_joined else name_words.LEGAL_FORMS) and " " in name.strip()


def without_asides(full_name: str) -> Bracketed:
    asides: list[str] = []
    while aside := _aside(full_name):
        full_name = aside.name
        asides.insert(0, aside.asides)
    return Bracketed(full_name.strip(), " ".join(asides))


def _aside(full_name: str) -> Bracketed | None:
    """The last pair of brackets only. No regular expression: it would try to match at every character."""
    whole = full_name.rstrip()
    at = whole.rfind("(")
    before = whole[: max(at, 0)].rstrip()
    if not whole.endswith(")") or ")" in whole[at:-1] or not before:
        return None
    return Bracketed(before, whole[at:])


def segments(name: str) -> Segments | None:
    """Split a person's name at its commas; None if the commas separate something else."""
    if "," not in name:
        return Segments([], [name], [])
    found = Segments([], [], [])
    for part in filter(None, (part.strip() for part in name.split(","))):
        if not found.names:
            found.names.append(part)
        elif _are_suffixes(part, found.names[0]) or bare(part.split()[0]) in name_words.BORN:
            found.suffixes.extend(part.split())
        elif all(is_title(fold(word)) for word in part.split()):
            found.titles.extend(part.split())
        else:
            found.names.append(part)
    return found if _are_names(found.names) else None


def _are_names(parts: list[str]) -> bool:
    if len(parts) != 2:
        return len(parts) < 2
    if parts[0][:1].isupper() and parts[-1][:1].islower():  # Ana Ruiz, the baker
        return False
    return all(len(part.split()) <= _MAX_WORDS and not _NO_NAME.search(part) for part in parts)


def _are_suffixes(part: str, name: str) -> bool:
    """Whether the part after a comma is a list of degrees, or capitals after a name of two words in mixed case."""
    part_words = part.split()
    known = (
        name_words.GENERATIONS
        | name_words.LATE_GENERATIONS
        | name_words.DOTTED_GENERATIONS
        | name_words.DEGREES
    )
    if all(bare(word) in known for word in part_words):
        return True
    return " " in name and not name.isupper() and all(_CAPITALS.fullmatch(word) for word in part_words)
