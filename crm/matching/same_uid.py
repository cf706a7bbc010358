"""What an equal UID says: who is meant by it, where cards were copied, or two address books count from 1.

A long random UID is trusted until everything that can be compared is different; a short or numeric one, and one that
several people have, only where something else agrees.
"""

import re
from collections.abc import Collection

from crm.matching.index import Keys, Known, in_turn
from crm.matching.likeness import PARTICLES, Name, against, joined, like, like_given, one_slip
from crm.matching.nearness import near
from crm.matching.nicknames import go_together

_SHORTEST = 10  # letters and figures
_CHANGES = 3  # times that a figure follows a letter or a letter a figure
_DIFFERENT = 6  # of them: 00000000-0000-0000-0000-000000000001 is not random
_LOOKED_AT = 200
_SHORTEST_GIVEN = 3  # letters
_PREFIX = re.compile(r"\A(?:[^\W\d_]+[-_:.]){1,9}")  # pas-id-, uid-
_SIGNS = re.compile(r"[^a-z0-9]+")
_ANOTHER_KIND = re.compile(r"[a-z](?=\d)|\d(?=[a-z])")
_LETTERS = re.compile(r"[a-z]")


def is_random(uid: str) -> bool:
    """Of a UID as ready.uid_key gives it: whether no two address books would come upon it by chance.

    An address of a page is as good: it names one account.
    """
    if uid.startswith(("http://", "https://")):
        return True
    bare = _SIGNS.sub("", _PREFIX.sub("", uid[:_LOOKED_AT].partition("@")[0]))
    return (
        len(bare) >= _SHORTEST
        and len(_LETTERS.findall(bare)) >= _CHANGES
        and len(_ANOTHER_KIND.findall(bare)) >= _CHANGES
        and len(set(bare)) >= _DIFFERENT
    )


def meant_by_uid(known: Known, keys: Keys, sharing: Collection[int]) -> int | None:
    """Who of those with the card's UID the card is about; `sharing` have an address or a number in common with it.

    No program writes a UID twice into one file: there it tells of a copied card, and wants a like name.
    """
    owners = known.with_uid(keys, sharing)
    is_trusted = len(owners) == 1 and is_random(keys.uid)
    fits = [one for one in owners if _fits(known, one, keys, one in sharing, is_trusted)]
    key = keys.name.key
    return min(
        fits,
        key=lambda one: (known.names[one].key != key, one not in sharing, one in known.apart, in_turn(one)),
        default=None,
    )


def _fits(known: Known, one: int, keys: Keys, shares: bool, is_trusted: bool) -> bool:
    its, name = known.names[one], keys.name
    if _like(its, name):
        return True
    if one < 0:
        return False
    if shares or _same_whole_day(its.birthday, name.birthday):
        return True
    speaks_against = one in known.reachable and bool(keys.emails or keys.phones)
    return _may_be(its, name) if is_trusted else not speaks_against and _called_alike(its, name)


def _like(one: Name, other: Name) -> bool:
    """A birthday may have been put right; a father and his son have other names."""
    if one.is_made or other.is_made or one.is_firm != other.is_firm:
        return False
    mine, theirs = one._replace(birthday=None), other._replace(birthday=None)
    if mine.key != theirs.key and not (mine.family and theirs.family):
        return False  # Lia, and Lia Stern
    if like(mine, theirs, by_email=False) or near(mine, theirs, at_one_place=True):
        return True
    return _is_short_for(mine, theirs) and not against(mine, theirs)


def _is_short_for(one: Name, other: Name) -> bool:
    """Piet de Wit and Pieter de Wit."""
    if not one.given or not other.given or one.family != other.family:
        return False
    short, long = sorted((one.given[0], other.given[0]), key=len)
    return len(short) >= _SHORTEST_GIVEN and long.startswith(short)


def _same_whole_day(one: str | None, other: str | None) -> bool:
    return one is not None and one == other and not one.startswith("--")


def _may_be(one: Name, other: Name) -> bool:
    """A word of the name in common, or nearly; or nothing that can be compared: 佐藤美咲 may well be Misaki Sato."""
    if one.is_made or other.is_made or one.key.isascii() != other.key.isascii():
        return True
    mine, theirs = _words(one), _words(other)
    if mine & theirs or joined(one) & joined(other) - {""} or _called_alike(one, other):
        return True
    return any(go_together(word, its) or one_slip(word, its) for word in mine for its in theirs)


def _called_alike(one: Name, other: Name) -> bool:
    """Whoever marries keeps the given name."""
    return bool(one.given and other.given and not one.is_made and not other.is_made) and like_given(
        one, other
    )


def _words(name: Name) -> set[str]:
    return {word for word in (*name.key.split(), *name.nicknames) if len(word) > 1 and word not in PARTICLES}
