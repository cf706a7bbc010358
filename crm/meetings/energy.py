"""Whether meeting a person gives the user energy, from the answers of debriefs. A sentence, never a number."""

from datetime import date
from typing import Literal, NamedTuple

from crm.people.short_names import PersonRef
from crm.storage.reading import Reader

_LATEST = 5  # answers that the sentence is about
_OF_A_KIND = 3  # answers before anything is proposed
_ANSWERS = """
SELECT m.energy, coalesce(m.debriefed_on, m.held_on) AS answered_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id
WHERE a.person_id = :id AND a.counts = 1 AND m.state = 'happened' AND m.energy IS NOT NULL
ORDER BY m.held_on DESC, m.held_at DESC, m.id DESC LIMIT :most
"""
_PUT_AWAY = "SELECT on_day FROM dismissal WHERE row = :row"


class Answer(NamedTuple):
    energy: str
    on: date


Proposal = Literal["closer", "slower", ""]


def describe(read: Reader, person: PersonRef) -> str:
    """ "" for a single answer, and where the answers differ."""
    found = [one.energy for one in _answers(read, person.id)]
    if len(found) < 2:
        return ""
    if found.count("yes") * 2 > len(found) and found[0] != "no":
        them = {"She": "her", "He": "him"}.get(person.subject, person.first_name)
        return f"Meeting {them} usually gives you energy."
    if found.count("no") * 2 > len(found) and found[0] != "yes":
        return "Your last meetings took more than they gave."
    return ""


def proposal(read: Reader, person_id: int) -> Proposal:
    """Whether another rhythm is proposed: after three answers of a kind, of which none was there when the last
    proposal was put away."""
    found = _answers(read, person_id)[:_OF_A_KIND]
    if len(found) < _OF_A_KIND or len({one.energy for one in found}) > 1 or found[0].energy == "some":
        return ""
    put_away = read.value(_PUT_AWAY, row=row_key(person_id))
    if put_away is not None and min(one.on for one in found) <= date.fromisoformat(put_away):
        return ""
    return "closer" if found[0].energy == "yes" else "slower"


def row_key(person_id: int) -> str:
    return f"energy-{person_id}"


def _answers(read: Reader, person_id: int | None) -> list[Answer]:
    """The latest answers, newest first."""
    rows = read.rows(_ANSWERS, id=person_id, most=_LATEST)
    return [Answer(row["energy"], date.fromisoformat(row["answered_on"])) for row in rows]
