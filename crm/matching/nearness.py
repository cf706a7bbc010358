"""Similar names, and blocking keys that find them without comparing every pair."""

from collections.abc import Iterable
from functools import lru_cache

from crm.matching.likeness import (
    MIN_TYPO_LENGTH,
    Name,
    contradiction,
    joined_spellings,
    one_typo_apart,
    same_family_name,
    same_given_name,
)
from crm.matching.nicknames import may_be_same_name, variants_of

BlockingKey = tuple[str, str]
SIMILAR_NAME = "nearly the same name"


def is_similar_name(one: Name, other: Name, has_common_organisation: bool) -> bool:
    """Whether two names may be one person's, by themselves or with an organisation in common."""
    if one.is_firm or other.is_firm or contradiction(one, other):
        return False
    if not one.given or not other.given or not one.family or not other.family:
        return False
    if joined_spellings(one) & joined_spellings(other):
        return True
    if _has_initial(one) or _has_initial(other):
        return has_common_organisation and same_given_name(one, other) and _is_part_of_family(one, other)
    if same_given_name(one, other):
        return _is_part_of_family(one, other) or (
            one.given[0] == other.given[0] and one_typo_apart("".join(one.family), "".join(other.family))
        )
    return _typo_in_given_name(one.given[0], other.given[0]) and one.family == other.family


def _has_initial(one: Name) -> bool:
    """A. Ruiz alone is not enough evidence for Ana Ruiz."""
    return len(one.given[0]) == 1 or len(one.family[-1]) == 1


def _is_part_of_family(one: Name, other: Name) -> bool:
    """Whether one family name is part of the other: Holm and Holm-Berg, but not Berg-Holm and Holm-Dahl."""
    mine, theirs = set(one.family), set(other.family)
    if mine <= {*theirs, *other.middle} or theirs <= {*mine, *one.middle}:
        return True
    return min(len(one.family[-1]), len(other.family[-1])) == 1 and same_family_name(one, other)


def _typo_in_given_name(one: str, other: str) -> bool:
    """Michael and Micheal, but not Martin and Martina or Julian and Juliane: a different ending is a different name."""
    return (
        min(len(one), len(other)) >= 6
        and one[0] == other[0]
        and one[-1] == other[-1]
        and one_typo_apart(one, other)
    )


def blocking_keys(name: Name) -> list[BlockingKey]:
    """Pairs of keys under which a person is indexed: similar names share a first key, and their second keys `may_be_similar`.

    Empty for names with a digit: those are never spelled by ear.
    """
    if name.is_firm or not name.key.replace(" ", "").isalpha():
        return []
    given, family = name.given, name.family
    if not given or not family:
        return []
    first, whole = given[0], "".join(family)
    found = [(f"{one}/{first[0]}", first) for one in _family_names(name, family, whole)]
    if len(given) > 1 or name.middle_part or name.nickname:
        also = {word for word in (*given[1:], *name.middle[:2], *name.nicknames) if word != first}
        found += [(f"{whole}/{word[0]}", word) for word in also]
    if len(whole) >= MIN_TYPO_LENGTH:
        found += ((f"{first}:{whole[:3]}", whole), (f"{first}:{whole[-3:]}", whole))
    return found


def lookup_keys(name: Name, own_keys: list[BlockingKey]) -> list[BlockingKey]:
    """The keys to look under: the person's own, and those of the nicknames of the given name."""
    if not own_keys or not (forms := variants_of(name.given[0])):
        return own_keys
    first = name.given[0]
    others = {word[0] for word in forms} - {first[0]}
    families = [key.partition("/")[0] for key, its_first in own_keys if its_first == first and "/" in key]
    return own_keys + [(f"{one}/{letter}", first) for one in families for letter in others]


@lru_cache(maxsize=50_000)
def may_be_similar(one: str, other: str) -> bool:
    """Quick check of two given names, or of two family names beside the same given name."""
    if one == other or len(one) == 1 or len(other) == 1:
        return True
    return may_be_same_name(one, other) or one_typo_apart(one, other)


def _family_names(name: Name, family: tuple[str, ...], whole: str) -> Iterable[str]:
    """The family name, and each part of a double name."""
    if len(family) == 1 and not name.middle_part:
        return family
    return {whole, *(word for word in (*family, *name.middle) if len(word) > 2)}
