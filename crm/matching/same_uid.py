"""Matching by UID, where cards were copied or two address books both count from 1.

A long random UID is trusted unless everything comparable differs; a short, numeric or shared one only with other evidence.
"""

import re
from collections.abc import Collection

from crm.matching.likeness import (
    PARTICLES,
    Name,
    contradiction,
    is_same_person,
    joined_spellings,
    one_typo_apart,
    same_given_name,
)
from crm.matching.nearness import is_similar_name
from crm.matching.nicknames import may_be_same_name
from crm.matching.people_index import MatchKeys, PeopleIndex, arrival_order

_MIN_LENGTH = 10  # letters and digits
_MIN_CHANGES = 3  # transitions between letters and digits
_MIN_DISTINCT = 6  # distinct characters: 00000000-0000-0000-0000-000000000001 is not random
_MAX_EXAMINED = 200
_MIN_GIVEN_NAME = 3  # letters
_PREFIX = re.compile(r"\A(?:[^\W\d_]+[-_:.]){1,9}")  # pas-id-, uid-
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_TRANSITION = re.compile(r"[a-z](?=\d)|\d(?=[a-z])")
_LETTERS = re.compile(r"[a-z]")


def is_random(uid: str) -> bool:
    """Whether two address books would hardly assign this UID by chance; `uid` is in the form of identity.uid_key.

    A web address counts as random: it identifies one account.
    """
    if uid.startswith(("http://", "https://")):
        return True
    bare = _SEPARATORS.sub("", _PREFIX.sub("", uid[:_MAX_EXAMINED].partition("@")[0]))
    return (
        len(bare) >= _MIN_LENGTH
        and len(_LETTERS.findall(bare)) >= _MIN_CHANGES
        and len(_TRANSITION.findall(bare)) >= _MIN_CHANGES
        and len(set(bare)) >= _MIN_DISTINCT
    )


def person_by_uid(index: PeopleIndex, keys: MatchKeys, sharing: Collection[int]) -> int | None:
    """The person with the card's UID whom the card is about; `sharing` are people who share an address or number with it.

    No program writes a UID twice into one file: within a file it is a copied card, and a matching name is required.
    """
    owners = index.with_uid(keys, sharing)
    is_trusted = len(owners) == 1 and is_random(keys.uid)
    fits = [
        person_id for person_id in owners if _fits(index, person_id, keys, person_id in sharing, is_trusted)
    ]
    key = keys.name.key
    return min(
        fits,
        key=lambda person_id: (
            index.names[person_id].key != key,
            person_id not in sharing,
            person_id in index.told_apart,
            arrival_order(person_id),
        ),
        default=None,
    )


def _fits(index: PeopleIndex, person_id: int, keys: MatchKeys, shares: bool, is_trusted: bool) -> bool:
    its, name = index.names[person_id], keys.name
    if _has_matching_name(its, name):
        return True
    if person_id < 0:
        return False
    if shares or _same_whole_day(its.birthday, name.birthday):
        return True
    has_other_address = person_id in index.reachable and bool(keys.emails or keys.phones)
    return (
        _may_be_same_name(its, name) if is_trusted else not has_other_address and _same_given_name(its, name)
    )


def _has_matching_name(one: Name, other: Name) -> bool:
    """Names match even if a birthday was corrected; a father and a son have different names."""
    if one.is_placeholder or other.is_placeholder or one.is_firm != other.is_firm:
        return False
    mine, theirs = one._replace(birthday=None), other._replace(birthday=None)
    if mine.key != theirs.key and not (mine.family and theirs.family):
        return False  # Lia and Lia Stern
    if is_same_person(mine, theirs, by_email=False) or is_similar_name(
        mine, theirs, has_common_organisation=True
    ):
        return True
    return _is_short_for(mine, theirs) and not contradiction(mine, theirs)


def _is_short_for(one: Name, other: Name) -> bool:
    """Piet de Wit and Pieter de Wit."""
    if not one.given or not other.given or one.family != other.family:
        return False
    short, long = sorted((one.given[0], other.given[0]), key=len)
    return len(short) >= _MIN_GIVEN_NAME and long.startswith(short)


def _same_whole_day(one: str | None, other: str | None) -> bool:
    return one is not None and one == other and not one.startswith("--")


def _may_be_same_name(one: Name, other: Name) -> bool:
    """Whether the names share or nearly share a word, or cannot be compared: 佐藤美咲 may be Misaki Sato."""
    if one.is_placeholder or other.is_placeholder or one.key.isascii() != other.key.isascii():
        return True
    mine, theirs = _words(one), _words(other)
    if (
        mine & theirs
        or joined_spellings(one) & joined_spellings(other) - {""}
        or _same_given_name(one, other)
    ):
        return True
    return any(may_be_same_name(word, its) or one_typo_apart(word, its) for word in mine for its in theirs)


def _same_given_name(one: Name, other: Name) -> bool:
    """Given names match: a family name changes with marriage."""
    return bool(
        one.given and other.given and not one.is_placeholder and not other.is_placeholder
    ) and same_given_name(one, other)


def _words(name: Name) -> set[str]:
    return {word for word in (*name.key.split(), *name.nicknames) if len(word) > 1 and word not in PARTICLES}
