"""The matcher: decides whether a card is a known person, possibly a known person, or new."""

from itertools import islice
from typing import NamedTuple

from crm.matching.firms import common_organisation
from crm.matching.identity import profile_of
from crm.matching.likeness import Name, contradiction, is_same_person
from crm.matching.mailboxes import is_office
from crm.matching.nearness import SIMILAR_NAME, is_similar_name
from crm.matching.people_index import MAX_CANDIDATES, MatchKeys, PeopleIndex, arrival_order
from crm.matching.same_uid import person_by_uid


class Match(NamedTuple):
    """`person_id` is the matching person, who is the same if `certain`, else possibly the same; None for a new person."""

    person_id: int | None = None
    certain: bool = False
    evidence: tuple[str, ...] = ()
    by_card: bool = False  # this exact card was imported before
    uid_owner: int | None = None  # another person whose UID the card carries


NO_MATCH = Match()
MAX_SHARING_PHONE = 3
"""As many people of different names may share a home phone; more indicate a switchboard, which identifies nobody."""


class _Shared(NamedTuple):
    person_id: int
    evidence: str
    by_email: bool
    by_office: bool = False  # the shared value belongs to an office, and counts only with the same name
    by_profile: bool = False


def match(index: PeopleIndex, keys: MatchKeys) -> Match:
    """Certain: an equal UID (see same_uid), or an equal e-mail or phone with a matching name. Anything less: possible."""
    shared = _shared(index, keys)
    if not keys.uid or keys.uid not in index.by_uid:
        return _match_by_points(index, keys, shared)
    person_id = person_by_uid(index, keys, _personal_sharers(shared, keys))
    if person_id is not None:
        return Match(person_id, True, ("same UID",))
    owner = min(index.with_uid(keys, ()), key=arrival_order)
    return _match_by_points(index, keys, shared)._replace(uid_owner=owner)


def _personal_sharers(shared: list[_Shared], keys: MatchKeys) -> set[int]:
    """People who share something personal; a LinkedIn profile that is also the UID is not counted twice."""
    is_page = bool(profile_of(keys.uid))
    return {found.person_id for found in shared if not found.by_office and not (found.by_profile and is_page)}


def _match_by_points(index: PeopleIndex, keys: MatchKeys, shared: list[_Shared]) -> Match:
    if not shared:
        return _match_by_name(index, keys.name)
    fitting = [found for found in shared if _fits(index.names[found.person_id], keys.name, found)]
    if fitting:
        key = keys.name.key
        best = min(
            fitting,
            key=lambda found: (
                index.names[found.person_id].key != key,
                not found.by_email,
                found.person_id < 0,
            ),
        )
        return Match(best.person_id, True, _evidence(shared, best.person_id))
    of_a_person = [found for found in shared if not found.by_office]
    if not of_a_person:
        return _match_by_name(index, keys.name)
    person_id = of_a_person[0].person_id
    reason = contradiction(index.names[person_id], keys.name) or "another name"
    return Match(person_id, False, (*_evidence(shared, person_id), reason))


def _shared(index: PeopleIndex, keys: MatchKeys) -> list[_Shared]:
    """Everyone who shares an address, a number or a profile with the card."""
    if not index.may_share(keys):
        return []
    emails, phones, profiles = (
        index.sharing_email(keys),
        index.sharing_phone(keys),
        index.sharing_profile(keys),
    )
    if not emails and not phones and not profiles:
        return []
    shared = [_Shared(person_id, "same LinkedIn profile", True, by_profile=True) for person_id in profiles]
    shared += [
        _Shared(person_id, f"same e-mail {value}", True, is_office(value))
        for person_id, value in emails.items()
    ]
    unlike = (
        person_id
        for person_id in phones
        if not is_same_person(index.names[person_id], keys.name, by_email=False)
    )
    is_switchboard = sum(1 for _ in islice(unlike, MAX_SHARING_PHONE)) == MAX_SHARING_PHONE
    shared += [
        _Shared(person_id, f"same phone {value}", False, is_switchboard)
        for person_id, value in phones.items()
    ]
    return shared


def _fits(one: Name, other: Name, shared: _Shared) -> bool:
    if shared.by_office:
        return one.key == other.key and one.is_firm == other.is_firm and not contradiction(one, other)
    return is_same_person(one, other, shared.by_email)


def _match_by_name(index: PeopleIndex, name: Name) -> Match:
    """By name alone, or name and organisation: never more than possible."""
    if name.is_placeholder:
        return NO_MATCH
    if person_ids := index.by_name.get(name.key):
        of_the_name = sorted(person_ids[:MAX_CANDIDATES], key=arrival_order)
        same = [person_id for person_id in of_the_name if not contradiction(index.names[person_id], name)]
        if same:
            return _match_same_name(index, name, same)
    return _match_similar_name(index, name)


def _match_same_name(index: PeopleIndex, name: Name, same: list[int]) -> Match:
    """Prefer a person at the same organisation, then one who was not declared a different person before."""
    if index.told_apart and len(same) > 1:
        same = sorted(same, key=index.told_apart.__contains__)
    if name.firms:
        for person_id in same:
            if at := _common_organisation(index.names[person_id], name):
                return Match(person_id, False, (*at, index.names[person_id].describe_match(name)))
    return Match(same[0], False, (index.names[same[0]].describe_match(name),))


def _match_similar_name(index: PeopleIndex, name: Name) -> Match:
    """Similar names count with a common organisation, or if at least one side has none."""
    best = NO_MATCH
    for person_id in sorted(index.similar_names(name), key=arrival_order):
        its = index.names[person_id]
        at = _common_organisation(its, name)
        if (at or not (its.firms and name.firms)) and is_similar_name(its, name, bool(at)):
            if at:
                return Match(person_id, False, (*at, SIMILAR_NAME))
            best = best if best.person_id else Match(person_id, False, (SIMILAR_NAME,))
    return best


def _common_organisation(one: Name, other: Name) -> tuple[str, ...]:
    place = common_organisation(one.firms, other.firms)
    return (f"both at {place}",) if place else ()


def _evidence(shared: list[_Shared], person_id: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.evidence for found in shared if found.person_id == person_id))
