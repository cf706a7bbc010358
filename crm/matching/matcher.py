"""Who is this card? The rules by which a person of a file is someone known, possibly someone known, or new."""

from itertools import islice
from typing import NamedTuple

from crm.matching.firms import in_common
from crm.matching.identity import profile_of
from crm.matching.index import MOST_CANDIDATES, Keys, Known, in_turn
from crm.matching.likeness import Name, against, like
from crm.matching.mailboxes import is_office
from crm.matching.nearness import NEARLY, near
from crm.matching.same_uid import meant_by_uid


class Match(NamedTuple):
    """`one` is who it is, or possibly is; `certain` tells which. Without `one` the card is someone new."""

    one: int | None = None
    certain: bool = False
    evidence: tuple[str, ...] = ()
    by_card: bool = False  # this very card came in before
    uid_of: int | None = None  # somebody else, whose UID the card has all the same


NOBODY = Match()
FEW = 3
"""As many people of unlike names may share a telephone at home; more are a switchboard, which says nothing of anyone."""


class _Shared(NamedTuple):
    one: int
    words: str
    by_email: bool
    by_office: bool = (
        False  # what they share belongs to an office, and says something only with the same name
    )
    by_profile: bool = False


def match(known: Known, keys: Keys) -> Match:
    """Equal UID (see same_uid), or an equal e-mail or phone with a like name: the person. Anything less: possibly."""
    shared = _shared(known, keys)
    if not keys.uid or keys.uid not in known.by_uid:
        return _by_points(known, keys, shared)
    one = meant_by_uid(known, keys, _telling(shared, keys))
    if one is not None:
        return Match(one, True, ("same UID",))
    owner = min(known.with_uid(keys, ()), key=in_turn)
    return _by_points(known, keys, shared)._replace(uid_of=owner)


def _telling(shared: list[_Shared], keys: Keys) -> set[int]:
    """Who shares something that is theirs; a LinkedIn profile that is the UID says nothing beside it."""
    is_page = bool(profile_of(keys.uid))
    return {found.one for found in shared if not found.by_office and not (found.by_profile and is_page)}


def _by_points(known: Known, keys: Keys, shared: list[_Shared]) -> Match:
    if not shared:
        return _by_name(known, keys.name)
    fitting = [found for found in shared if _fits(known.names[found.one], keys.name, found)]
    if fitting:
        key = keys.name.key
        best = min(
            fitting, key=lambda found: (known.names[found.one].key != key, not found.by_email, found.one < 0)
        )
        return Match(best.one, True, _evidence(shared, best.one))
    of_a_person = [found for found in shared if not found.by_office]
    if not of_a_person:
        return _by_name(known, keys.name)
    one = of_a_person[0].one
    reason = against(known.names[one], keys.name) or "another name"
    return Match(one, False, (*_evidence(shared, one), reason))


def _shared(known: Known, keys: Keys) -> list[_Shared]:
    """Everyone with an address, a number or a profile of the card."""
    if not known.may_share(keys):
        return []
    emails, phones, profiles = (
        known.sharing_email(keys),
        known.sharing_phone(keys),
        known.sharing_profile(keys),
    )
    if not emails and not phones and not profiles:
        return []
    shared = [_Shared(one, "same LinkedIn profile", True, by_profile=True) for one in profiles]
    shared += [_Shared(one, f"same e-mail {value}", True, is_office(value)) for one, value in emails.items()]
    unlike = (one for one in phones if not like(known.names[one], keys.name, by_email=False))
    is_switchboard = sum(1 for _ in islice(unlike, FEW)) == FEW
    shared += [_Shared(one, f"same phone {value}", False, is_switchboard) for one, value in phones.items()]
    return shared


def _fits(one: Name, other: Name, shared: _Shared) -> bool:
    if shared.by_office:
        return one.key == other.key and one.is_firm == other.is_firm and not against(one, other)
    return like(one, other, shared.by_email)


def _by_name(known: Known, name: Name) -> Match:
    """Names alone, and names with an organisation: never more than possible."""
    if name.is_made:
        return NOBODY
    if ones := known.by_name.get(name.key):
        of_the_name = sorted(ones[:MOST_CANDIDATES], key=in_turn)
        same = [one for one in of_the_name if not against(known.names[one], name)]
        if same:
            return _of_the_same_name(known, name, same)
    return _of_a_near_name(known, name)


def _of_the_same_name(known: Known, name: Name, same: list[int]) -> Match:
    """Of several the one at the same organisation; rather one whom nobody of the name was told apart from before."""
    if known.apart and len(same) > 1:
        same = sorted(same, key=known.apart.__contains__)
    if name.firms:
        for one in same:
            if at := _at(known.names[one], name):
                return Match(one, False, (*at, known.names[one].same_as(name)))
    return Match(same[0], False, (known.names[same[0]].same_as(name),))


def _of_a_near_name(known: Known, name: Name) -> Match:
    """With an organisation in common; or where at least none speaks against it."""
    best = NOBODY
    for one in sorted(known.nearly(name), key=in_turn):
        its = known.names[one]
        at = _at(its, name)
        if (at or not (its.firms and name.firms)) and near(its, name, bool(at)):
            if at:
                return Match(one, False, (*at, NEARLY))
            best = best if best.one else Match(one, False, (NEARLY,))
    return best


def _at(one: Name, other: Name) -> tuple[str, ...]:
    place = in_common(one.firms, other.firms)
    return (f"both at {place}",) if place else ()


def _evidence(shared: list[_Shared], one: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.words for found in shared if found.one == one))
