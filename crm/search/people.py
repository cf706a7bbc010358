"""People as you type: by any word of the name, organisation or e-mail, or digits of a phone; accents folded, small
slips forgiven."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.storage.reading import Reader
from crm.text.folding import fold

MOST_WORDS = (
    12  # a search is for these: each is a condition of the query, and SQLite takes no thousand of them
)
_FEW = 3  # with fewer exact hits than this, slips of the finger are considered
_SHORTEST_SLIP = 4  # letters: in a shorter word a slip makes too many other words
_SHORTEST_NUMBER = 3  # digits: fewer stand in nearly every phone number


@dataclass(frozen=True, slots=True)
class PersonHit:
    """`detail` is what tells namesakes apart: organisation, else e-mail."""

    person_id: int
    uid: str
    name: str
    detail: str
    standing: str


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
    """Best first: names that begin so, names with such words, then organisation, e-mail and phone, then names
    nearly so."""
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
    found: dict[int, PersonHit], read: Reader, conditions: str, values: dict[str, Any], limit: int
) -> None:
    for row in read.rows(f"{_SELECT} WHERE {conditions} {_ORDER}", limit=limit, **values):
        if len(found) < limit:
            hit = PersonHit(row["id"], row["uid"], row["full_name"], row["detail"], row["standing"])
            found.setdefault(row["id"], hit)


def _organisations(read: Reader, word: str) -> str:
    named = read.rows("SELECT id, name FROM organisation")
    return json.dumps([row["id"] for row in named if f" {fold(row['name'])}".find(f" {word}") >= 0])


def _digits(text: str) -> str | None:
    """What to look for in phone numbers, however they are written: 020 7946 and +44 20 7946 begin differently."""
    if any(char.isalpha() for char in text):
        return None
    digits = "".join(filter(str.isdigit, text)).lstrip("0")
    return digits if len(digits) >= _SHORTEST_NUMBER else None


def _collect_near(found: dict[int, PersonHit], read: Reader, words: list[str], limit: int) -> None:
    """Each word as it is, or as the names of the book most nearly spell it, titles left out: Herrera is no Herr."""
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
    _collect(found, read, " AND ".join(spelt), values, limit)


def _near(word: str, known: set[str]) -> list[str]:
    if len(word) < _SHORTEST_SLIP:
        return [word] if any(one.startswith(word) for one in known) else []
    from rapidfuzz.distance import OSA  # only a slip pays for loading it

    slips = 1 if len(word) < 6 else 2
    return [one for one in known if OSA.distance(word, one[: len(word) + 1], score_cutoff=slips) <= slips]
