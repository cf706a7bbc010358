"""A full name taken apart and put together again, for names typed as one line."""

from typing import NamedTuple

_BEFORE = """
dr prof professor mr mrs ms miss mx sir dame rev fr herr frau mme mlle madame monsieur ing dipl dipl-ing mag
"""
PREFIXES = frozenset(_BEFORE.split())
_AFTER = """
phd md mba obe mbe cbe esq pmp cpa cfa acca msc mphil bsc beng meng llb llm mpa mph rn jd dds cissp csm
"""
DEGREES = frozenset(_AFTER.split())
_SUFFIXES = DEGREES | {"jr", "sr", "ii", "iii", "iv"}
_PARTICLES = {
    "van",
    "von",
    "de",
    "da",
    "del",
    "della",
    "der",
    "den",
    "di",
    "dos",
    "du",
    "la",
    "le",
    "bin",
    "al",
    "ter",
}


class Parts(NamedTuple):
    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""


def split(full_name: str) -> Parts:
    """Best guess at the parts; a lone word is a given name, "Family, Given" is turned round."""
    suffix: list[str] = []
    while aside := _aside(full_name):
        full_name, said = aside
        suffix.insert(0, said)
    head, comma, tail = full_name.partition(",")
    if comma and any(_bare(word) not in _SUFFIXES for word in tail.replace(",", " ").split()):
        full_name = f"{tail.strip()} {head.strip()}"
    words = full_name.replace(",", " ").split()
    prefix: list[str] = []
    while len(words) > 1 and _bare(words[0]) in PREFIXES:
        prefix.append(words.pop(0))
    while len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        suffix.insert(0, words.pop())
    if not words:
        return Parts(prefix=" ".join(prefix))
    start = _family_start(words)
    return Parts(
        " ".join(prefix), words[0], " ".join(words[1:start]), " ".join(words[start:]), " ".join(suffix)
    )


def joined(parts: Parts) -> str:
    """The full name the parts make."""
    return " ".join(
        part for part in (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix) if part
    )


def _family_start(words: list[str]) -> int:
    start = max(1, len(words) - 1)
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return start


def _bare(word: str) -> str:
    return word.strip().rstrip(".").replace(".", "").lower()


def _aside(full_name: str) -> tuple[str, str] | None:
    """What stands before brackets at the end, and the brackets. Without a pattern: one would try at every letter."""
    whole = full_name.rstrip()
    at = whole.rfind("(")
    before = whole[: max(at, 0)].rstrip()
    if not whole.endswith(")") or ")" in whole[at:-1] or not before:
        return None
    return before, whole[at:]
