"""Finds pairs of entries that may be one person, with evidence. Pairs marked as two people are excluded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from crm.matching.firms import common_organisation
from crm.matching.likeness import Name, contradiction, is_same_person
from crm.matching.mailboxes import domain_of, is_office
from crm.matching.matcher import MAX_SHARING_PHONE
from crm.matching.nearness import SIMILAR_NAME, is_similar_name
from crm.matching.people_index import PeopleIndex
from crm.matching.people_of_book import load_people_index
from crm.matching.phones import same_number
from crm.storage.reading import Reader

SAME_PERSON_SCORE = 0.8
"""Scores from here on mean "the same person", lower ones "possibly"."""

_MAX_SHARING = 60  # a value shared by more people is no evidence: a switchboard, or a name like John
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Duplicate:
    ids: _Pair
    names: tuple[str, str]
    score: float
    evidence: tuple[str, ...]


def duplicates(read: Reader) -> list[Duplicate]:
    """Highest score first."""
    known = load_people_index(read)
    apart = {tuple(sorted(row)) for row in read.rows("SELECT a_id, b_id FROM not_same")}
    shared = _pairs_with_shared_values(known)
    domains = _domains(known)
    found = []
    for pair in shared.keys() | set(_pairs_with_similar_names(known)):
        scored = None if pair in apart else _score(known, domains, pair, shared.get(pair, {}))
        if scored is not None:
            found.append((scored[0], pair, scored[1]))
    names = {row["id"]: row["full_name"] for row in read.rows("SELECT id, full_name FROM person")}
    found.sort(key=lambda one: (-one[0], one[1]))
    return [Duplicate(p, (names[p[0]], names[p[1]]), score, evidence) for score, p, evidence in found]


def _score(
    known: PeopleIndex, domains: dict[int, set[str]], pair: _Pair, shared: dict[str, str]
) -> tuple[float, tuple[str, ...]] | None:
    """Score and evidence, or None where the similarity is coincidental."""
    one, other = known.names[pair[0]], known.names[pair[1]]
    at = common_organisation(one.firms, other.firms)
    evidence = [*shared.values(), *([f"both at {at}"] if at else [])]
    is_same = one.key == other.key and one.is_firm == other.is_firm
    if is_same:
        evidence.append(one.describe_match(other))
    strong = shared.keys() - {"office"}
    if strong or (shared and is_same):
        return _score_of_shared(one, other, "email" in shared or "profile" in shared, bool(strong), evidence)
    if contradiction(one, other):
        return None
    if is_same:
        # Two mailboxes at one firm are more likely two people of one name there.
        is_apart = at and domains[pair[0]] & domains[pair[1]]
        return 0.7 if is_apart else 0.85 if at else 0.6, tuple(evidence)
    if is_similar_name(one, other, bool(at)) and (at or not (one.firms and other.firms)):
        return 0.7 if at else 0.45, (*evidence, SIMILAR_NAME)
    return None


def _score_of_shared(
    one: Name, other: Name, by_email: bool, is_personal: bool, evidence: list[str]
) -> tuple[float, tuple[str, ...]]:
    if is_same_person(one, other, by_email):
        same = 0.03 if one.key == other.key else 0.0
        return (0.95 if by_email or not is_personal else 0.9) + same, tuple(evidence)
    return 0.5 if by_email else 0.4, (*evidence, contradiction(one, other) or "another name")


def _pairs_with_shared_values(known: PeopleIndex) -> dict[_Pair, dict[str, str]]:
    """Evidence by kind, for each pair with a common e-mail address, phone number or profile."""
    shared: dict[_Pair, dict[str, str]] = defaultdict(dict)
    for email, owners in known.by_email.items():
        kind = "office" if len(owners) > 1 and is_office(email) else "email"
        for pair in _pairs(owners):
            shared[pair].setdefault(kind, f"same e-mail {email}")
    for owners in known.by_profile.values():
        for pair in _pairs(owners):
            shared[pair].setdefault("profile", "same LinkedIn profile")
    for written in known.by_tail.values():
        for sharing, value in _groups_by_number(known, written):
            kind = "office" if _is_switchboard(known, sharing) else "phone"
            for pair in _pairs(sharing):
                shared[pair].setdefault(kind, f"same phone {value}")
    return shared


def _groups_by_number(known: PeopleIndex, written: dict[str, str]) -> Iterator[tuple[set[int], str]]:
    """(people, number) for numbers with the same last digits: each spelling, and each pair of spellings that match."""
    groups = [(value, known.by_digits[digits]) for digits, value in written.items()]
    for value, owners in groups:
        yield set(owners), value
    for (value, owners), (other, others) in combinations(groups[:_MAX_SHARING], 2):
        if same_number(value, other):
            yield {*owners[:_MAX_SHARING], *others[:_MAX_SHARING]}, value


def _is_switchboard(known: PeopleIndex, owners: set[int]) -> bool:
    """Whether so many unlike names share the number that it is no evidence."""
    if len(owners) <= MAX_SHARING_PHONE:
        return False
    names = [known.names[one] for one in sorted(owners)[: MAX_SHARING_PHONE * 4]]
    unlike_names: list[Name] = []
    for name in names:
        if not any(is_same_person(name, other, by_email=False) for other in unlike_names):
            unlike_names.append(name)
    return len(unlike_names) > MAX_SHARING_PHONE


def _pairs_with_similar_names(known: PeopleIndex) -> Iterator[_Pair]:
    """Pairs of equal names, and pairs of similar names (`crm.matching.nearness`)."""
    for owners in known.by_name.values():
        yield from _pairs(owners)
    for one, name in known.names.items():
        for other in known.similar_names(name):
            if other != one:
                yield (one, other) if one < other else (other, one)


def _pairs(owners: Iterable[int]) -> Iterator[_Pair]:
    few = sorted(set(owners))
    return iter(()) if len(few) > _MAX_SHARING else combinations(few, 2)


def _domains(known: PeopleIndex) -> dict[int, set[str]]:
    """The e-mail domains of each person."""
    domains: dict[int, set[str]] = defaultdict(set)
    for email, owners in known.by_email.items():
        if domain := domain_of(email):
            for one in owners:
                domains[one].add(domain)
    return domains
