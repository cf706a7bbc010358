"""Pairs that may be one person, with the evidence; pairs said to be two people never come back."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from crm.exchange.known import Known, known_people
from crm.exchange.likeness import Name, against, like
from crm.exchange.phones import same_number
from crm.folding import fold
from crm.storage.reading import Reader

SAME = 0.8
"""From this score on two entries are taken for one person; below it they possibly are."""

_CROWD = 60  # more people than this share no secret: a switchboard, or a name like John
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Duplicate:
    ids: _Pair
    names: tuple[str, str]
    score: float
    evidence: tuple[str, ...]


def duplicates(read: Reader) -> list[Duplicate]:
    """The surest first."""
    known = known_people(read)
    firms = _organisations(read)
    apart = {tuple(sorted(row)) for row in read.rows("SELECT a_id, b_id FROM not_same")}
    shared = _sharing(known)
    found = []
    for pair in shared.keys() | set(_alike(known)):
        judged = None if pair in apart else _judge(known, firms, pair, shared.get(pair, {}))
        if judged is not None:
            found.append((judged[0], pair, judged[1]))
    names = {row["id"]: row["full_name"] for row in read.rows("SELECT id, full_name FROM person")}
    found.sort(key=lambda one: (-one[0], one[1]))
    return [Duplicate(p, (names[p[0]], names[p[1]]), score, evidence) for score, p, evidence in found]


def _judge(
    known: Known, firms: dict[int, set[str]], pair: _Pair, shared: dict[str, str]
) -> tuple[float, tuple[str, ...]] | None:
    """Score and evidence, or None where nothing but chance brings the two together."""
    one, other = known.names[pair[0]], known.names[pair[1]]
    reason = against(one, other)
    at = firms.get(pair[0], set()) & firms.get(pair[1], set())
    evidence = [*shared.values(), *(f"both at {name}" for name in sorted(at)[:1])]
    evidence += ["same name"] if one.key == other.key else []
    if shared:
        by_email = "email" in shared
        if like(one, other, by_email):
            return (0.95 if by_email else 0.9) + (0.03 if one.key == other.key else 0.0), tuple(evidence)
        return 0.5 if by_email else 0.4, (*evidence, reason or "another name")
    if reason:
        return None
    if one.key == other.key:
        return 0.85 if at else 0.6, tuple(evidence)
    return 0.7 if at else 0.45, (*evidence, "nearly the same name")


def _sharing(known: Known) -> dict[_Pair, dict[str, str]]:
    """Pairs with an e-mail address or a phone in common, and the words for it."""
    shared: dict[_Pair, dict[str, str]] = defaultdict(dict)
    for email, owners in known.by_email.items():
        for pair in _pairs(owners):
            shared[pair].setdefault("email", f"same e-mail {email}")
    for written in known.by_tail.values():
        groups = [(digits, value, known.by_digits[digits]) for digits, value in written.items()]
        for _, value, owners in groups:
            for pair in _pairs(owners):
                shared[pair].setdefault("phone", f"same phone {value}")
        for (_, value, owners), (_, other, others) in combinations(groups[:_CROWD], 2):
            if same_number(value, other):
                for pair in _pairs({*owners[:_CROWD], *others[:_CROWD]}):
                    shared[pair].setdefault("phone", f"same phone {value}")
    return shared


def _alike(known: Known) -> Iterator[_Pair]:
    """Pairs of equal names, of a name and its nickname, and of names one slip apart."""
    people = {one: name for one, name in known.names.items() if not name.is_made}
    yield from _grouped((name.key, one) for one, name in people.items() if name.key)
    full = {one: name for one, name in people.items() if name.given and name.family}
    for pair in _grouped((name.family, one) for one, name in full.items()):
        if like(full[pair[0]], full[pair[1]], by_email=False) and not _initial(full[pair[0]], full[pair[1]]):
            yield pair
    for pair in _grouped(((name.given[0], name.family[-1][:1]), one) for one, name in full.items()):
        if full[pair[0]].given[0] == full[pair[1]].given[0] and like(
            full[pair[0]], full[pair[1]], by_email=False
        ):
            yield pair


def _initial(one: Name, other: Name) -> bool:
    """A. Ruiz is not enough to be taken for Ana Ruiz."""
    return len(one.given[0]) == 1 or len(other.given[0]) == 1


def _grouped(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[_Pair]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for key, one in keyed:
        groups[key].append(one)
    for owners in groups.values():
        yield from _pairs(owners)


def _pairs(owners: Iterable[int]) -> Iterator[_Pair]:
    few = sorted(set(owners))
    return iter(()) if len(few) > _CROWD else combinations(few, 2)


def _organisations(read: Reader) -> dict[int, set[str]]:
    firms: dict[int, set[str]] = defaultdict(set)
    for row in read.rows(
        "SELECT r.person_id, o.name FROM role r JOIN organisation o ON o.id = r.organisation_id"
    ):
        firms[row["person_id"]].add(fold(row["name"]))
    return firms
