"""A gentle word where several people of one circle get the same item: they talk to each other."""

from typing import NamedTuple

from crm.shelf.interested_people import interested_people
from crm.storage.reading import Reader

_IN_CIRCLE = (
    "SELECT c.name AS circle, h.full_name AS holder FROM circle_member mine "
    "JOIN circle c ON c.id = mine.circle_id AND c.ended_on IS NULL "
    "JOIN circle_member theirs ON theirs.circle_id = c.id AND theirs.left_on IS NULL AND theirs.person_id <> mine.person_id "
    "JOIN share s ON s.item_id = :item AND s.person_id = theirs.person_id JOIN person h ON h.id = s.person_id "
    "WHERE mine.person_id = :person AND mine.left_on IS NULL ORDER BY s.sent_on DESC, s.id DESC LIMIT 1"
)
_HOLDERS = (
    "SELECT p.id, p.full_name FROM share s JOIN person p ON p.id = s.person_id WHERE s.item_id = :item "
    "AND p.id IN (SELECT person_id FROM circle_member WHERE left_on IS NULL) ORDER BY s.id DESC LIMIT 50"
)


class CircleNote(NamedTuple):
    """`holder` has the item and is in `circle` together with `person`."""

    person: str
    holder: str
    circle: str

    @property
    def sentence(self) -> str:
        return f"{self.holder} has it already, and is in “{self.circle}” with {self.person}."


def circle_note(read: Reader, item_id: int, person_id: int, name: str) -> CircleNote | None:
    """For sending the item to this person; None where nobody in a circle with them has it."""
    row = read.one(_IN_CIRCLE, item=item_id, person=person_id)
    return CircleNote(name, row["holder"], row["circle"]) if row is not None else None


def circle_notes(read: Reader, item_id: int) -> list[str]:
    """Sentences about those who have the item, and about those who would welcome it."""
    people = [(one.id, one.name) for one in interested_people(read, item_id)]
    people += [(row["id"], row["full_name"]) for row in read.rows(_HOLDERS, item=item_id)]
    notes: dict[frozenset[str], str] = {}
    for person_id, name in people:
        note = circle_note(read, item_id, person_id, name)
        if note is not None:
            notes.setdefault(frozenset(note), note.sentence)
    return list(notes.values())
