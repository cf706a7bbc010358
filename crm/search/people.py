"""Finds people while typing: by words of name, organisation or e-mail, or phone digits; folds accents, tolerates typos."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.storage.reading import Reader
from crm.text.folding import fold

MOST_WORDS = 12  # each word becomes an SQL condition, and SQLite limits expression depth
_FEW = 3  # with fewer exact hits, also match typos
_SHORTEST_SLIP = 4  # letters; shorter words are too similar to too many others
_SHORTEST_NUMBER = 3  # digits; fewer occur in nearly every phone number


@dataclass(frozen=True, slots=True)
class PersonHit:
    """`detail` distinguishes namesakes: organisation, else e-mail. `is_slip`: found as a typing slip only."""

    person_id: int
    uid: str
    name: str
    detail: str
    standing: str
    is_slip: bool = False


_SELECT = """
SELECT p.id, p.uid, p.full_name, p.standing,
  coalesce((SELECT o.name FROM role r JOIN organisation o ON o.id = r.organisation_id WHERE r.person_id = p.id
    ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1),
   (SELECT value FROM contact_point c WHERE c.person_id = p.id AND c.kind = 'email'
    ORDER BY c.preferred DESC, c.id LIMIT 1), '') AS detail
FROM person p
"""
_START = "p.sort_key >= :{n} AND p.sort_key < :{n} || char(1114111)"
_IN_NAME = "instr(' ' || replace(p.name_key, '-', ' '), ' ' || :{n}) > 0"
_BY_PHONE = (
    "p.id IN (SELECT person_id FROM contact_point "
    "WHERE :{n}_digits IS NOT NULL AND kind = 'phone' AND instr(folded, :{n}_digits) > 0)"
)
_ELSEWHERE = (
    "(p.id IN (SELECT person_id FROM contact_point WHERE kind = 'email' AND instr(folded, :{n}) > 0) "
    f"OR {_BY_PHONE} "
    "OR p.id IN (SELECT person_id FROM role WHERE organisation_id IN (SELECT value FROM json_each(:{n}_at))))"
)
_ORDER = "ORDER BY p.standing, p.sort_key, p.id LIMIT :limit"


def find(read: Reader, text: str, limit: int = 20) -> list[PersonHit]:
    """Best first: prefix of the name, words of the name, organisation, e-mail and phone, then names with typos."""
    whole = " ".join(fold(text).replace("-", " ").split())
    if not whole or limit < 1:
        return []
    words = list(dict.fromkeys(whole.split()))[:MOST_WORDS]
    found: dict[int, PersonHit] = {}
    for conditions, values in _passes(read, whole, words):
        _collect(found, read, conditions, values, limit)
        if len(found) >= limit:
            return list(found.values())
    if len(found) < _FEW:
        _collect_near(found, read, words, limit)
    return list(found.values())


def _passes(read: Reader, whole: str, words: list[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    values: dict[str, Any] = {f"w{n}": word for n, word in enumerate(words)}
    yield _START.format(n="whole"), {"whole": whole}
    yield " AND ".join(_IN_NAME.format(n=name) for name in values), dict(values)
    either = [f"({_IN_NAME.format(n=name)} OR {_ELSEWHERE.format(n=name)})" for name in values]
    firms = {f"{name}_at": _organisations(read, word) for name, word in values.items()}
    digits = {f"{name}_digits": _digits(word) for name, word in values.items()}
    yield " AND ".join(either), values | firms | digits
    if len(words) > 1 and (number := _digits(whole.replace(" ", ""))):
        yield _BY_PHONE.format(n="whole"), {"whole_digits": number}


def _collect(
    found: dict[int, PersonHit],
    read: Reader,
    conditions: str,
    values: dict[str, Any],
    limit: int,
    is_slip: bool = False,
) -> None:
    for row in read.rows(f"{_SELECT} WHERE {conditions} {_ORDER}", limit=limit, **values):
        if len(found) < limit:
            hit = PersonHit(row["id"], row["uid"], row["full_name"], row["detail"], row["standing"], is_slip)
            found.setdefault(row["id"], hit)


def _organisations(read: Reader, word: str) -> str:
    named = read.rows("SELECT id, name FROM organisation")
    return json.dumps([row["id"] for row in named if f" {fold(row['name'])}".find(f" {word}") >= 0])


def _digits(text: str) -> str | None:
    """Digits to search in phone numbers, without leading zeros: 020 7946 must match +44 20 7946."""
    if any(char.isalpha() for char in text):
        return None
    digits = "".join(filter(str.isdigit, text)).lstrip("0")
    return digits if len(digits) >= _SHORTEST_NUMBER else None


def _collect_near(found: dict[int, PersonHit], read: Reader, words: list[str], limit: int) -> None:
    """Matches words against similar name parts. Uses sort_key, which omits titles: Herrera must not match Herr."""
    known = {
        part for key in read.values("SELECT sort_key FROM person") for part in key.replace("-", " ").split()
    }
    spellings = [_near(word, known) for word in words]
    if not all(spellings):
        return
    values = {f"w{n}": json.dumps(near) for n, near in enumerate(spellings)}
    spelt = [
        f"EXISTS (SELECT 1 FROM json_each(:{name}) s WHERE instr(' ' || replace(p.name_key, '-', ' '), ' ' || s.value) > 0)"
        for name in values
    ]
    _collect(found, read, " AND ".join(spelt), values, limit, is_slip=True)


def _near(word: str, known: set[str]) -> list[str]:
    if len(word) < _SHORTEST_SLIP:
        return [word] if any(one.startswith(word) for one in known) else []
    from rapidfuzz.distance import OSA  # loaded only for typos

    slips = 1 if len(word) < 6 else 2
    return [one for one in known if OSA.distance(word, one[: len(word) + 1], score_cutoff=slips) <= slips]
