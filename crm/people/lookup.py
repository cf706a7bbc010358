"""From the words someone types to the one person they mean: id, uid, e-mail address or name."""

import re

from crm.errors import ChoiceNeeded, NothingFound
from crm.storage.reading import Reader
from crm.text.folding import fold
from crm.text.name_titles import without_titles

MOST_CANDIDATES = 20
_MARKS = re.compile(r"[^\w\s]+")
_MOST_WORDS = 12  # each is a condition of the query, and SQLite takes no thousand of them


def find_person(read: Reader, words: str) -> int:
    """The person's id. Raises NothingFound, or ChoiceNeeded with the candidates where several fit."""
    fitting = _fitting(read, words.strip())
    if not fitting:
        raise NothingFound(f"Nobody here is called “{words.strip()}”.")
    if len(fitting) > 1:
        raise ChoiceNeeded(
            f"“{words.strip()}” fits {len(fitting)} people. Say which one.", fitting[:MOST_CANDIDATES]
        )
    return fitting[0][0]


def _fitting(read: Reader, words: str) -> list[tuple[int, str]]:
    """The first way of naming that fits anyone decides, so an id never competes with a name."""
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
    return [(row[0], row[1]) for row in found] or _called(read, fold(words)) or _containing(read, fold(words))


def _called(read: Reader, key: str) -> list[tuple[int, str]]:
    """By the whole name; whoever is called so with other titles only where nobody is called just so."""
    rows = read.rows(
        "SELECT id, full_name, name_key FROM person WHERE sort_key = :key ORDER BY standing, id",
        key=without_titles(key),
    )
    exact = [row for row in rows if row["name_key"] == key]
    return [(row["id"], row["full_name"]) for row in exact or rows]


def _containing(read: Reader, key: str) -> list[tuple[int, str]]:
    """Whose name holds these words in this order, and others between: two at least, as a first name alone may be anybody's."""
    words = _words(key)
    if len(words) < 2:
        return []
    looked_for = {f"w{n}": word for n, word in enumerate(words[:_MOST_WORDS])}
    holding = " AND ".join(f"instr(name_key, :{name}) > 0" for name in looked_for)
    rows = read.rows(
        f"SELECT id, full_name, name_key FROM person WHERE {holding} ORDER BY standing, sort_key, id",
        **looked_for,
    )
    found = [(row["id"], row["full_name"]) for row in rows if _holds(_words(row["name_key"]), words)]
    bare = without_titles(key)
    return found if found or bare == key else _containing(read, bare)


def _words(key: str) -> list[str]:
    """St. James is St James, Smith-Jones is Smith Jones."""
    return _MARKS.sub(" ", key).split()


def _holds(name: list[str], words: list[str]) -> bool:
    left = iter(name)
    return all(word in left for word in words)
