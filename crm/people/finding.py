"""From the words someone types to the one person they mean: id, uid, e-mail address or full name."""

from crm.errors import ChoiceNeeded, NothingFound
from crm.folding import fold
from crm.storage.reading import Reader

MOST_CANDIDATES = 20


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
            "WHERE c.kind = 'email' AND c.folded = :folded ORDER BY p.standing, p.name_key, p.id",
            folded=words.lower(),
        )
    if not found:
        found = read.rows(
            "SELECT id, full_name FROM person WHERE name_key = :key ORDER BY standing, id", key=fold(words)
        )
    return [(row[0], row[1]) for row in found]
