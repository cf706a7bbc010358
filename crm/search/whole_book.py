"""Full-text search over the whole book by word prefixes: people first, then the newest of the other hits."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from crm.search import people
from crm.storage.full_text.index import KINDS, KINDS_AT_MOST
from crm.storage.reading import Reader
from crm.text.folding import fold, stream_safe
from crm.text.outside_text import without_hidden

_WIDTH = 90  # characters of an excerpt
_MANY = 500  # newest candidates that are scored; bm25 over a whole book takes seconds


@dataclass(frozen=True, slots=True)
class Hit:
    """`kind`: person, meeting, note, promise, item, advice or ask. `person` is the name of the related person.
    `score`, 0 to 1, is comparable within one result only."""

    kind: str
    id: int
    title: str
    excerpt: str
    person: str | None
    person_id: int | None
    score: float
    on: date | None = None
    uid: str = ""  # of a person


def find(read: Reader, text: str, limit: int = 50) -> list[Hit]:
    """Hits that contain every word, best first. `text` cannot inject FTS query syntax."""
    if not tokens(text) or limit < 1:
        return []
    hits = [
        Hit(
            "person", one.person_id, one.name, one.detail, one.name, one.person_id, round(1 - place / 1000, 3)
        )
        for place, one in enumerate(people.find(read, text, limit))
    ]
    known = {hit.id for hit in hits}
    return [*hits, *islice(written(read, text, known), limit - len(hits))]


def written(read: Reader, text: str, known: Collection[int] = ()) -> Iterator[Hit]:
    """Like `find` without name search: texts, and people by topic, tag and organisation. Skips person ids in `known`."""
    words = tokens(text)
    seen = {("person", person_id) for person_id in known}
    for found in _indexed(read, words) if words else ():
        for hit in _hits_of(read, found, words):
            if (hit.kind, hit.id) not in seen:
                seen.add((hit.kind, hit.id))
                yield hit


def tokens(text: str) -> list[str]:
    """Splits the text like the FTS tokenizer: letters and digits form words, everything else separates."""
    plain = unicodedata.normalize("NFC", stream_safe(without_hidden(text)))
    kept = "".join(char if _is_letter(char) else " " for char in plain)
    return list(islice((word for word in kept.split() if fold(word)), people.MOST_WORDS))


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM" or unicodedata.category(char) == "Co"


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the full-text index, before its subject is read."""

    kind: str
    subject_id: int
    person_id: int | None
    title: str
    body: str
    score: float


_MATCHING = "SELECT rowid FROM words_index WHERE words_index MATCH :query ORDER BY rowid DESC LIMIT :many"
_WRITTEN = (
    "SELECT id, kind, subject_id, person_id, title, body FROM words WHERE kind = :kind "
    "AND subject_id IN (SELECT value FROM json_each(:ids))"
)


def _indexed(read: Reader, words: list[str]) -> list[_Found]:
    query = " ".join(f'"{word}"*' for word in words)
    places = read.values(_MATCHING, query=query, many=_MANY)
    rows: dict[int, Any] = {}
    for number, kind in enumerate(KINDS):
        subjects = [place // KINDS_AT_MOST for place in places if place % KINDS_AT_MOST == number]
        if subjects:
            rows |= {row["id"]: row for row in read.rows(_WRITTEN, kind=kind, ids=json.dumps(subjects))}
    found = [_found(rows[place], words) for place in places if place in rows]
    return sorted(found, key=lambda one: -one.score)


def _found(row: Any, words: list[str]) -> _Found:
    kind, subject = row["kind"], row["subject_id"]
    if kind in ("contact_point", "role"):  # belongs to the person's own hit
        kind, subject = "person", row["person_id"]
    title = fold(row["title"]).split()
    named = all(any(part.startswith(fold(word)) for part in title) for word in words)
    score = 0.6 if kind == "person" or kind in _HOLDERS else 0.4
    return _Found(kind, subject, row["person_id"], row["title"], row["body"], score + (0.2 if named else 0.0))


def _hits_of(read: Reader, found: _Found, words: list[str]) -> Iterator[Hit]:
    """The hits of one index row; a topic, tag or organisation yields the people it belongs to."""
    score = round(found.score, 3)
    if found.kind in _HOLDERS:
        for row in read.rows(_HOLDERS[found.kind], id=found.subject_id):
            name = row["full_name"]
            yield Hit("person", row["id"], name, row["detail"], name, row["id"], score, uid=row["uid"])
        return
    shown = excerpt(_body(read, found, words), words)
    if found.kind in _PARTS_OF_MEETING:
        found = replace(
            found, kind="meeting", subject_id=read.value(_MEETING_OF[found.kind], id=found.subject_id)
        )
    title, person, person_id = " ".join(found.title.split()), _name(read, found.person_id), found.person_id
    on = uid = None
    if found.kind == "person":
        title = person or title
        uid = read.value("SELECT uid FROM person WHERE id = :id", id=person_id)
    elif found.kind in _ABOUT and (about := read.one(_ABOUT[found.kind], id=found.subject_id)) is not None:
        title, person, person_id, on = about["title"], about["full_name"], about["id"], about["on_day"]
    day = date.fromisoformat(on) if on else None
    yield Hit(found.kind, found.subject_id, title or shown, shown, person, person_id, score, day, uid or "")


_PARTS_OF_MEETING = frozenset({"attendance", "meeting_line", "meeting_hope", "session"})
_MEETING_OF = {part: f"SELECT meeting_id FROM {part} WHERE id = :id" for part in _PARTS_OF_MEETING}


def _body(read: Reader, found: _Found, words: list[str]) -> str:
    """For a meeting its note, unless only the original text or the place contains the words."""
    if found.kind != "meeting":
        return found.body or found.title
    row = read.one("SELECT note, said, place FROM meeting WHERE id = :id", id=found.subject_id)
    texts = [text for text in row if text] if row else []
    return next((text for text in texts if any(_place(text, word) >= 0 for word in words)), found.body)


_HOLDERS = {
    "topic": (
        "SELECT p.id, p.full_name, CASE pt.kind WHEN 'looking_for' THEN 'is looking for ' WHEN 'can_help_with' "
        "THEN 'can help with ' ELSE 'cares about ' END || t.words AS detail, p.uid FROM person_topic pt "
        "JOIN topic t ON t.id = pt.topic_id JOIN person p ON p.id = pt.person_id "
        "WHERE t.id = :id ORDER BY p.standing, p.sort_key LIMIT 50"
    ),
    "tag": (
        "SELECT p.id, p.full_name, 'tagged ' || t.name AS detail, p.uid FROM person_tag pt JOIN tag t ON t.id = pt.tag_id "
        "JOIN person p ON p.id = pt.person_id WHERE t.id = :id ORDER BY p.standing, p.sort_key LIMIT 50"
    ),
    "organisation": (
        "SELECT p.id, p.full_name, o.name AS detail, p.uid FROM role r JOIN organisation o ON o.id = r.organisation_id "
        "JOIN person p ON p.id = r.person_id WHERE o.id = :id ORDER BY p.standing, p.sort_key LIMIT 50"
    ),
}


def _name(read: Reader, person_id: int | None) -> str | None:
    return (
        None if person_id is None else read.value("SELECT full_name FROM person WHERE id = :id", id=person_id)
    )


_ABOUT = {
    "meeting": (
        "SELECT m.held_on || ' ' || CASE WHEN m.kind = 'event' AND m.purpose <> '' "
        "THEN substr(m.purpose, 1, instr(m.purpose || char(10), char(10)) - 1) "
        "WHEN m.source_uid IS NOT NULL AND m.purpose <> '' THEN m.purpose "
        "ELSE m.kind || CASE WHEN p.full_name IS NULL THEN '' ELSE ' with ' || p.full_name END END AS title, "
        "p.full_name, p.id, m.held_on AS on_day FROM meeting m LEFT JOIN attendance a ON a.meeting_id = m.id "
        "LEFT JOIN person p ON p.id = a.person_id WHERE m.id = :id ORDER BY a.id LIMIT 1"
    ),
    "promise": (
        "SELECT pr.words AS title, p.full_name, p.id, NULL AS on_day FROM promise pr LEFT JOIN promise_person pp ON pp.promise_id = pr.id "
        "LEFT JOIN person p ON p.id = coalesce(pr.by_person_id, pp.person_id) WHERE pr.id = :id ORDER BY pp.place LIMIT 1"
    ),
    "note": (
        "SELECT coalesce(n.on_day || ' ', '') || 'note about ' || p.full_name AS title, p.full_name, p.id, n.on_day "
        "FROM note n JOIN person p ON p.id = n.person_id WHERE n.id = :id"
    ),
    "ask": (
        "SELECT 'ask to ' || p.full_name AS title, p.full_name, p.id, a.asked_on AS on_day FROM ask a JOIN person p ON p.id = a.person_id "
        "WHERE a.id = :id"
    ),
    "advice": (
        "SELECT 'advice ' || v.direction || CASE v.direction WHEN 'given' THEN ' to ' ELSE ' from ' END || p.full_name "
        "AS title, p.full_name, p.id, NULL AS on_day FROM advice v JOIN person p ON p.id = v.person_id WHERE v.id = :id"
    ),
}


def excerpt(body: str, words: list[str]) -> str:
    """The part of the text around the first matching word, on one line."""
    flat = " ".join(body.split())
    first = min((place for word in words if (place := _place(flat, word)) >= 0), default=0)
    start = max(0, first - _WIDTH // 3)
    cut = flat[start : start + _WIDTH]
    return ("…" if start else "") + cut + ("…" if start + _WIDTH < len(flat) else "")


def _place(text: str, word: str) -> int:
    found = re.search(re.escape(word), text, re.IGNORECASE)
    return found.start() if found else -1
