"""Everything ever written, found by the beginnings of words: people first, then the newest of the rest."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from crm.folding import fold
from crm.search import people
from crm.storage.reading import Reader

_WIDTH = 90  # characters of an excerpt
_MANY = 500  # candidates read before they are put in order: bm25 over a whole book takes seconds


@dataclass(frozen=True, slots=True)
class Hit:
    """`kind`: person, meeting, note, promise, item, advice, organisation, tag, topic. `person` names whom it is about.
    `score` only orders hits of one answer, from 0 to 1."""

    kind: str
    id: int
    title: str
    excerpt: str
    person: str | None
    person_id: int | None
    score: float


def find(read: Reader, text: str, limit: int = 50) -> list[Hit]:
    """Hits that hold every word, best first. No syntax of the index is reachable from `text`."""
    words = tokens(text)
    if not words or limit < 1:
        return []
    hits = [
        Hit("person", one.person_id, one.name, one.detail, one.name, one.person_id, 1.0 - place / 1000)
        for place, one in enumerate(people.find(read, text, limit))
    ]
    seen = {hit.id for hit in hits}
    hits += [hit for hit in _written(read, words) if hit.kind != "person" or hit.id not in seen]
    return hits[:limit]


def tokens(text: str) -> list[str]:
    """The words as the index cuts them: letters and digits, everything else parts."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(char if _is_letter(char) else " " for char in plain)
    return [word for word in kept.split() if fold(word)][:12]


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM" or unicodedata.category(char) == "Co"


_FOUND = """
SELECT w.rowid AS place, w.kind, w.subject_id, w.person_id, w.title, w.body
FROM words_index w WHERE words_index MATCH :query ORDER BY w.rowid DESC LIMIT :many
"""


def _written(read: Reader, words: list[str]) -> list[Hit]:
    query = " ".join(f'"{word}"*' for word in words)
    found = read.rows(_FOUND, query=query, many=_MANY)
    hits = [hit for row in found if (hit := _hit(read, row, words)) is not None]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(read: Reader, row: Any, words: list[str]) -> Hit | None:
    kind, subject, person_id = row["kind"], row["subject_id"], row["person_id"]
    title, body = row["title"].strip(), row["body"].strip()
    if kind in ("contact_point", "role"):  # a part of the person, not a thing of its own
        kind, subject = "person", person_id
    name = _name(read, person_id)
    about = _ABOUT.get(kind)
    if about is not None:
        described = read.one(about, id=subject)
        title, name, person_id = (
            (described[0] or title, described[1], described[2]) if described else (title, name, None)
        )
    if kind == "person":
        title = name or title
    in_title = all(any(part.startswith(fold(w)) for part in fold(title).split()) for w in words)
    score = (0.8 if kind == "person" else 0.5) + (0.2 if in_title else 0.0)
    return Hit(kind, subject, title or excerpt(body, words), excerpt(body, words), name, person_id, score)


def _name(read: Reader, person_id: int | None) -> str | None:
    return (
        None if person_id is None else read.value("SELECT full_name FROM person WHERE id = :id", id=person_id)
    )


_ABOUT = {
    "meeting": (
        "SELECT m.held_on || ' ' || m.kind || CASE WHEN p.full_name IS NULL THEN '' ELSE ' with ' || p.full_name END, "
        "p.full_name, p.id FROM meeting m LEFT JOIN attendance a ON a.meeting_id = m.id "
        "LEFT JOIN person p ON p.id = a.person_id WHERE m.id = :id ORDER BY a.id LIMIT 1"
    ),
    "promise": (
        "SELECT pr.words, p.full_name, p.id FROM promise pr LEFT JOIN promise_person pp ON pp.promise_id = pr.id "
        "LEFT JOIN person p ON p.id = coalesce(pr.by_person_id, pp.person_id) WHERE pr.id = :id ORDER BY pp.place LIMIT 1"
    ),
    "note": (
        "SELECT coalesce(n.on_day || ' ', '') || 'note about ' || p.full_name, p.full_name, p.id "
        "FROM note n JOIN person p ON p.id = n.person_id WHERE n.id = :id"
    ),
    "advice": (
        "SELECT 'advice ' || v.direction || CASE v.direction WHEN 'given' THEN ' to ' ELSE ' from ' END || p.full_name, "
        "p.full_name, p.id FROM advice v JOIN person p ON p.id = v.person_id WHERE v.id = :id"
    ),
}


def excerpt(body: str, words: list[str]) -> str:
    """The stretch of the text around the first of the words, on one line."""
    flat = " ".join(body.split())
    first = min((place for word in words if (place := _place(flat, word)) >= 0), default=0)
    start = max(0, first - _WIDTH // 3)
    cut = flat[start : start + _WIDTH]
    return ("…" if start else "") + cut + ("…" if start + _WIDTH < len(flat) else "")


def _place(text: str, word: str) -> int:
    found = re.search(re.escape(word), text, re.IGNORECASE)
    return found.start() if found else -1
