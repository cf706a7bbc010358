"""Pairs of people in the book that may be one person, with the evidence; pairs the user called two are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crm.exchange.known import Known, known_people
from crm.exchange.likeness import Name, against, like
from crm.exchange.nicknames import go_together
from crm.exchange.phones import same_number
from crm.storage.reading import Reader

SAME = 0.8  # and over: the same person; below: possibly
_MOST_SHARING = 60  # a name, number or address of more people than this says nothing about any two of them


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids, the lower first; the names in the same order."""

    ids: tuple[int, int]
    names: tuple[str, str]
    score: float
    evidence: tuple[str, ...]


def duplicates(read: Reader) -> list[Pair]:
    """Best first."""
    known = known_people(read)
    found: dict[tuple[int, int], list[str]] = {}
    for one, other, words in _shared(known, _firms(read)):
        pair = (min(one, other), max(one, other))
        evidence = found.setdefault(pair, [])
        if words not in evidence:
            evidence.append(words)
    for row in read.rows("SELECT a_id, b_id FROM not_same"):
        found.pop((min(row["a_id"], row["b_id"]), max(row["a_id"], row["b_id"])), None)
    names = dict(read.connection.execute("SELECT id, full_name FROM person").fetchall())
    pairs = [_pair(known, ids, (names[ids[0]], names[ids[1]]), evidence) for ids, evidence in found.items()]
    return sorted((pair for pair in pairs if pair.score > 0), key=lambda pair: (-pair.score, pair.ids))


def _firms(read: Reader) -> dict[int, set[str]]:
    """Where each person works or worked."""
    firms: dict[int, set[str]] = {}
    for row in read.rows(
        "SELECT r.person_id, o.name FROM role r JOIN organisation o ON o.id = r.organisation_id"
    ):
        firms.setdefault(row["person_id"], set()).add(row["name"])
    return firms


def _shared(known: Known, firms: dict[int, set[str]]) -> Iterator[tuple[int, int, str]]:
    for email, owners in known.by_email.items():
        yield from _pairs(owners, f"same e-mail {email}")
    for numbers in known.by_tail.values():
        written = list(numbers.items())[:_MOST_SHARING]
        for digits, value in written:
            yield from _pairs(known.by_digits[digits], f"same phone {value}")
        for (digits, value), (others, its_value) in combinations(written, 2):
            if same_number(value, its_value):
                owners = [*known.by_digits[digits], *known.by_digits[others]]
                yield from _pairs(owners, f"same phone {value}")
    for owners in known.by_name.values():
        yield from _pairs(owners, "same name")
        for one, other in combinations(owners[:_MOST_SHARING], 2):
            for firm in sorted(firms.get(one, set()) & firms.get(other, set()))[:1]:
                yield one, other, f"same organisation {firm}"
    yield from _nicknames(known, firms)


def _nicknames(known: Known, firms: dict[int, set[str]]) -> Iterator[tuple[int, int, str]]:
    """Ben and Benjamin of one family name and one organisation."""
    families: dict[tuple[str, ...], list[int]] = {}
    for one, name in known.names.items():
        if name.family and name.given and one in firms:
            families.setdefault(name.family, []).append(one)
    for owners in families.values():
        for one, other in combinations(owners[:_MOST_SHARING], 2):
            first, second = known.names[one].given[0], known.names[other].given[0]
            if first != second and firms[one] & firms[other] and go_together(first, second):
                yield one, other, "a like name"
                yield one, other, f"same organisation {min(firms[one] & firms[other])}"


def _pairs(owners: Sequence[int], words: str) -> Iterator[tuple[int, int, str]]:
    if 1 < len(owners) <= _MOST_SHARING:
        for one, other in combinations(owners, 2):
            if one != other:
                yield one, other, words


def _pair(known: Known, ids: tuple[int, int], names: tuple[str, str], evidence: list[str]) -> Pair:
    one, other = known.names[ids[0]], known.names[ids[1]]
    return Pair(ids, names, _score(one, other, evidence), tuple(evidence))


def _score(one: Name, other: Name, evidence: list[str]) -> float:
    """Nothing for people of one name whom something tells apart and nothing joins."""
    email = any(words.startswith("same e-mail") for words in evidence)
    phone = any(words.startswith("same phone") for words in evidence)
    organisation = any(words.startswith("same organisation") for words in evidence)
    if email or phone:
        if not like(one, other, email):
            return 0.4
        same_name = one.key == other.key
        return min(0.99, 0.85 + 0.05 * (email and phone) + 0.05 * same_name + 0.04 * organisation)
    if against(one, other):
        return 0.0
    if one.key == other.key:
        return 0.8 if organisation else 0.6
    return 0.7
