"""Looks up one person by id, uid, e-mail address or name."""

import re

from crm.errors import ChoiceNeeded, NothingFound
from crm.storage.reading import Reader
from crm.text.folding import fold
from crm.text.name_titles import without_titles

MAX_CANDIDATES = 20
_MARKS = re.compile(r"[^\w\s]+")
_MAX_WORDS = 12  # each is a condition, and SQLite limits their number


def find_person(read: Reader, words: str) -> int:
    """The person's id. Raises NothingFound, or ChoiceNeeded with the candidates if several match."""
    matches = _matches(read, words.strip())
    if not matches:
        raise NothingFound(f"Nobody here is called “{words.strip()}”.")
    if len(matches) > 1:
        raise ChoiceNeeded(
            f"“{words.strip()}” fits {len(matches)} people. Say which one.", matches[:MAX_CANDIDATES]
        )
    return matches[0][0]


def _matches(read: Reader, words: str) -> list[tuple[int, str]]:
    """(id, name) pairs by the first kind of key that matches, so an id never competes with a name."""
    if words.isascii() and words.isdigit() and len(words) < 19:
        found = read.rows("SELECT id, full_name FROM person WHERE id = :id", id=int(words))
        if found:
            return [(row[0], row[1]) for row in found]
    found = read.rows("SELECT id, full_name FROM person WHERE uid = :words", words=words)
    if not found and "@" in words:
        found = read.rows(
            "SELECT DISTINCT p.id, p.full_name FROM contact_point c JOIN person p ON p.id = c.person_id "
            "WHERE c.kind = 'email' AND c.folded = :folded ORDER BY p.standing, p.sort_key, p.id",
            folded=words.lower(),
        )
    return (
        [(row[0], row[1]) for row in found]
        or _by_full_name(read, fold(words))
        or _by_name_words(read, fold(words))
    )


def _by_full_name(read: Reader, key: str) -> list[tuple[int, str]]:
    """By full name: exact matches, else matches without titles."""
    rows = read.rows(
        "SELECT id, full_name, name_key FROM person WHERE sort_key = :key ORDER BY standing, id",
        key=without_titles(key),
    )
    exact = [row for row in rows if row["name_key"] == key]
    return [(row["id"], row["full_name"]) for row in exact or rows]


def _by_name_words(read: Reader, key: str) -> list[tuple[int, str]]:
    """People whose name contains these words in this order; at least two words, as a first name is too common."""
    words = _words(key)
    if len(words) < 2:
        return []
    parameters = {f"w{n}": word for n, word in enumerate(words[:_MAX_WORDS])}
    conditions = " AND ".join(f"instr(name_key, :{name}) > 0" for name in parameters)
    rows = read.rows(
        f"SELECT id, full_name, name_key FROM person WHERE {conditions} ORDER BY standing, sort_key, id",
        **parameters,
    )
    found = [
        (row["id"], row["full_name"]) for row in rows if _contains_in_order(_words(row["name_key"]), words)
    ]
    untitled = without_titles(key)
    return found if found or untitled == key else _by_name_words(read, untitled)


def _words(key: str) -> list[str]:
    """St. James is St James, Smith-Jones is Smith Jones."""
    return _MARKS.sub(" ", key).split()


def _contains_in_order(name: list[str], words: list[str]) -> bool:
    left = iter(name)
    return all(word in left for word in words)
