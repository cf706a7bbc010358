"""Splitting a full name into its parts and joining it again. All knowledge about the parts of a name is here."""

from typing import NamedTuple

from crm.text import name_words
from crm.text.folding import fold
from crm.text.name_parts import (
    bare,
    cut_suffixes,
    cut_titles,
    cut_titles_behind,
    family_start,
    is_east_asian,
    is_particle,
    letters,
)
from crm.text.name_segments import is_firm, segments, without_asides
from crm.text.name_titles import TITLES, is_title

PREFIXES = TITLES | {"fr", "ing", "dipl", "dipl-ing", "mag"}
"""Titles that are never names, at any position: comparison ignores them."""
DEGREES = name_words.DEGREES
_WITH_FIRST_NAMES = ("sir", "dame", "sheikh", "sheik", "shaikh")  # Sir Elton, but Mr. John


class Parts(NamedTuple):
    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""


def split(full_name: str) -> Parts:
    """Best guess at the parts. "Family, Given" is reordered, and the only word after a title is a family name.

    Chinese, Japanese and Korean names and names of organisations are not split.
    """
    name, asides = without_asides(full_name)
    if is_east_asian(name):
        return Parts(given=name, suffix=asides)
    segmented = None if is_firm(name) else segments(name)
    if segmented is None:
        return Parts(family=" ".join(name.split()), suffix=asides)
    suffix = [*segmented.suffixes, *asides.split()]
    if len(segmented.names) == 2:
        return _from_family_first(
            segmented.names[0].split(), segmented.names[1].split(), segmented.titles, suffix
        )
    return _from_spoken_order(" ".join(segmented.names).split(), segmented.titles, suffix)


def joined(parts: Parts) -> str:
    """The full name made of the parts."""
    return " ".join(
        part for part in (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix) if part
    )


def in_order(full_name: str) -> str:
    """ "Vreni Meier" for "Meier, Vreni", as lists write it; any other name unchanged: Acme, Inc., or Tom Sandberg, PhD."""
    name, _ = without_asides(full_name)
    if "," not in name or is_east_asian(name) or is_firm(name):
        return full_name
    segmented = segments(name)
    return joined(split(full_name)) if segmented and len(segmented.names) == 2 else full_name


def listed(name: str) -> str:
    """ "Meier, Vreni" for "Meier Vreni" if the family name is known to come first; unchanged with more words, which is ambiguous."""
    words = name.split()
    particles = next((at for at, word in enumerate(words) if not is_particle(word)), len(words))
    if "," in name or len(words) - particles != 2 or is_east_asian(name) or is_firm(name):
        return name
    return f"{' '.join(words[:-1])}, {words[-1]}"


def given_name(full_name: str, given: str = "") -> str:
    """`given` without titles; if nothing remains, the given name found in the full name."""
    words = given.split()
    while words and is_title(fold(words[0])):
        words = words[1:]
    return " ".join(words) or split(full_name).given


def first_name(full_name: str, given: str = "") -> str:
    """The name used in conversation: Priya for "Ms. Priya Sharma", "Frau Meier" if no first name is known.

    `given` is the given name if it is known separately.
    """
    if found := given_name(full_name, given):
        return found
    parts = split(full_name)
    return f"{parts.prefix} {parts.family}" if parts.prefix and parts.family else full_name


def initials(full_name: str) -> str:
    """Initials of the first and the family name: "TS" for Dr. Tom Sandberg Jr., "A" for Ana, "" without any letter."""
    parts = split(full_name)
    given, family = parts.given.split(), parts.family.split()
    if is_east_asian(parts.given):
        given, family = given[:1], given[1:][-1:]
    family = [word for word in family if not is_particle(word)] or family
    ends = [given, family] if given else [family]
    return "".join(letter for words in ends for letter in letters(words)[:1]).upper()


def _from_family_first(family: list[str], given: list[str], titles: list[str], suffix: list[str]) -> Parts:
    """Parts of "Family, Given". A particle after the given name belongs to the family name (Gogh, Vincent van); a title there
    belongs in front of it (Meier, Vreni Dr.).
    """
    titles = [*titles, *cut_titles(given), *cut_titles(family)]
    suffix = [*cut_suffixes(family), *cut_suffixes(given), *suffix]
    titles += cut_titles_behind(given)
    while len(given) > 1 and is_particle(given[-1]):
        family.insert(0, given.pop())
    return _parts(titles, given[:1], given[1:], family, suffix)


def _from_spoken_order(name: list[str], titles: list[str], suffix: list[str]) -> Parts:
    titles = [*titles, *cut_titles(name)]
    suffix = [*cut_suffixes(name), *suffix]
    born = next((at for at, word in enumerate(name) if at > 1 and bare(word) in name_words.BORN), len(name))
    if born < len(name) - 1:
        name, suffix = name[:born], [*name[born:], *suffix]
    if len(name) == 1 and titles and bare(titles[-1]) not in _WITH_FIRST_NAMES:
        return _parts(titles, [], [], name, suffix)
    given = 2 if len(name) > 2 and bare(name[0]) in name_words.BOUND else 1
    start = family_start(name, given)
    return _parts(titles, name[:given], name[given:start], name[start:], suffix)


def _parts(
    titles: list[str], given: list[str], additional: list[str], family: list[str], suffix: list[str]
) -> Parts:
    return Parts(*(" ".join(part) for part in (titles, given, additional, family, suffix)))
