"""Names that are nearly the same, and how to find them without comparing everyone with everyone."""

from collections.abc import Iterable
from functools import lru_cache

from crm.matching.likeness import SHORTEST, Name, against, joined, like_family, like_given, one_slip
from crm.matching.nicknames import forms_of, go_together

Place = tuple[str, str]
NEARLY = "nearly the same name"


def near(one: Name, other: Name, at_one_place: bool) -> bool:
    """Whether these may be one person by their names alone, or with an organisation in common."""
    if one.is_firm or other.is_firm or against(one, other):
        return False
    if not one.given or not other.given or not one.family or not other.family:
        return False
    if joined(one) & joined(other):
        return True
    if _has_initial(one) or _has_initial(other):
        return at_one_place and like_given(one, other) and _one_family(one, other)
    if like_given(one, other):
        return _one_family(one, other) or (
            one.given[0] == other.given[0] and one_slip("".join(one.family), "".join(other.family))
        )
    return _slip_in_given(one.given[0], other.given[0]) and one.family == other.family


def _has_initial(one: Name) -> bool:
    """A. Ruiz alone is not enough to be taken for Ana Ruiz."""
    return len(one.given[0]) == 1 or len(one.family[-1]) == 1


def _one_family(one: Name, other: Name) -> bool:
    """The one family name is part of the other: Holm of Holm-Berg, but not Berg-Holm of Holm-Dahl."""
    mine, theirs = set(one.family), set(other.family)
    if mine <= {*theirs, *other.middle} or theirs <= {*mine, *one.middle}:
        return True
    return min(len(one.family[-1]), len(other.family[-1])) == 1 and like_family(one, other)


def _slip_in_given(one: str, other: str) -> bool:
    """Michael and Micheal, but neither Martin and Martina nor Julian and Juliane: another ending is another name."""
    return (
        min(len(one), len(other)) >= 6
        and one[0] == other[0]
        and one[-1] == other[-1]
        and one_slip(one, other)
    )


def places(name: Name) -> list[Place]:
    """Under which pairs of keys someone is kept: near names have a first key in common and second keys that `may_meet`.

    None for names with a number in them: who is called so was never spelled by ear.
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
    if len(whole) >= SHORTEST:
        found += ((f"{first}:{whole[:3]}", whole), (f"{first}:{whole[-3:]}", whole))
    return found


def sought(name: Name, kept: list[Place]) -> list[Place]:
    """Where to look: where it is kept, and where the names are kept that its given name goes with."""
    if not kept or not (forms := forms_of(name.given[0])):
        return kept
    first = name.given[0]
    others = {word[0] for word in forms} - {first[0]}
    families = [place.partition("/")[0] for place, its_first in kept if its_first == first and "/" in place]
    return kept + [(f"{one}/{letter}", first) for one in families for letter in others]


@lru_cache(maxsize=50_000)
def may_meet(one: str, other: str) -> bool:
    """Two given names, or two family names beside one given name: as good as the same, as far as that is quickly seen."""
    if one == other or len(one) == 1 or len(other) == 1:
        return True
    return go_together(one, other) or one_slip(one, other)


def _family_names(name: Name, family: tuple[str, ...], whole: str) -> Iterable[str]:
    """The family name, and each part of a double one."""
    if len(family) == 1 and not name.middle_part:
        return family
    return {whole, *(word for word in (*family, *name.middle) if len(word) > 2)}
