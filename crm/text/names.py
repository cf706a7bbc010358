"""A full name taken apart and put together again: the one place that knows which word of a name is which."""

from typing import NamedTuple

from crm.text import name_words as words
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
"""Titles that are no names, wherever in a name they stand: comparing names leaves them out."""
DEGREES = words.DEGREES
_WITH_FIRST_NAMES = ("sir", "dame", "sheikh", "sheik", "shaikh")  # Sir Elton, but Mr. John


class Parts(NamedTuple):
    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""


def split(full_name: str) -> Parts:
    """Best guess at the parts; "Family, Given" is turned round, and a title before a lone word makes it a family name.

    Chinese, Japanese and Korean names and names of firms stay whole.
    """
    name, asides = without_asides(full_name)
    if is_east_asian(name):
        return Parts(given=name, suffix=asides)
    said = None if is_firm(name) else segments(name)
    if said is None:
        return Parts(family=" ".join(name.split()), suffix=asides)
    suffix = [*said.suffixes, *asides.split()]
    if len(said.names) == 2:
        return _turned(said.names[0].split(), said.names[1].split(), said.titles, suffix)
    return _in_order(" ".join(said.names).split(), said.titles, suffix)


def joined(parts: Parts) -> str:
    """The full name the parts make."""
    return " ".join(
        part for part in (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix) if part
    )


def in_order(full_name: str) -> str:
    """ "Vreni Meier" for "Meier, Vreni", as lists have it; any other name as it is: Acme, Inc., or Tom Sandberg, PhD."""
    name, _ = without_asides(full_name)
    if "," not in name or is_east_asian(name) or is_firm(name):
        return full_name
    said = segments(name)
    return joined(split(full_name)) if said and len(said.names) == 2 else full_name


def listed(name: str) -> str:
    """ "Meier, Vreni" for "Meier Vreni" where the family name is known to stand first; of more words it cannot be told."""
    words = name.split()
    particles = next((at for at, word in enumerate(words) if not is_particle(word)), len(words))
    if "," in name or len(words) - particles != 2 or is_east_asian(name) or is_firm(name):
        return name
    return f"{' '.join(words[:-1])}, {words[-1]}"


def given_name(full_name: str, given: str = "") -> str:
    """`given` without the titles that address books put there; where nothing else stands in it, as the full name has it."""
    said = given.split()
    while said and is_title(fold(said[0])):
        said = said[1:]
    return " ".join(said) or split(full_name).given


def first_name(full_name: str, given: str = "") -> str:
    """How one speaks of someone: Priya for "Ms. Priya Sharma", "Frau Meier" where no first name is known.

    `given` is the given name where it is known apart.
    """
    if found := given_name(full_name, given):
        return found
    parts = split(full_name)
    return f"{parts.prefix} {parts.family}" if parts.prefix and parts.family else full_name


def initials(full_name: str) -> str:
    """Letters of the first and the family name: "TS" for Dr. Tom Sandberg Jr., "A" for Ana, "" for no letter at all."""
    parts = split(full_name)
    given, family = parts.given.split(), parts.family.split()
    if is_east_asian(parts.given):
        given, family = given[:1], given[1:][-1:]
    family = [word for word in family if not is_particle(word)] or family
    ends = [given, family] if given else [family]
    return "".join(sign for words in ends for sign in letters(words)[:1]).upper()


def _turned(family: list[str], given: list[str], titles: list[str], suffix: list[str]) -> Parts:
    """Of "Family, Given"; a particle behind the given name, as in "Gogh, Vincent van", belongs to the family name, and a title
    there, as in "Meier, Vreni Dr.", stands before it."""
    titles = [*titles, *cut_titles(given), *cut_titles(family)]
    suffix = [*cut_suffixes(family), *cut_suffixes(given), *suffix]
    titles += cut_titles_behind(given)
    while len(given) > 1 and is_particle(given[-1]):
        family.insert(0, given.pop())
    return _parts(titles, given[:1], given[1:], family, suffix)


def _in_order(name: list[str], titles: list[str], suffix: list[str]) -> Parts:
    titles = [*titles, *cut_titles(name)]
    suffix = [*cut_suffixes(name), *suffix]
    born = next((at for at, word in enumerate(name) if at > 1 and bare(word) in words.BORN), len(name))
    if born < len(name) - 1:
        name, suffix = name[:born], [*name[born:], *suffix]
    if len(name) == 1 and titles and bare(titles[-1]) not in _WITH_FIRST_NAMES:
        return _parts(titles, [], [], name, suffix)
    given = 2 if len(name) > 2 and bare(name[0]) in words.BOUND else 1
    start = family_start(name, given)
    return _parts(titles, name[:given], name[given:start], name[start:], suffix)


def _parts(
    titles: list[str], given: list[str], additional: list[str], family: list[str], suffix: list[str]
) -> Parts:
    return Parts(*(" ".join(part) for part in (titles, given, additional, family, suffix)))
