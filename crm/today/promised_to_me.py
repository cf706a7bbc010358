"""Queries for what others promised the user, with the day on which the user reminded them: once is enough."""

from datetime import date
from typing import NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.promises.queries import PromiseLine, by_ids
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.shared_phrases import where

MOST = 200  # of those with a day, and of those without

_OPEN = (
    "SELECT p.id, p.by_person_id, m.kind, m.held_on, d.on_day AS reminded_on "
    "FROM promise p LEFT JOIN meeting m ON m.id = p.meeting_id "
    "LEFT JOIN dismissal d ON d.kind = 'owed' AND d.subject_id = p.id "
    "WHERE p.state = 'open' AND +p.by_person_id IS NOT NULL AND "
)
_WITH_DAY = f"{_OPEN} p.due_on IS NOT NULL ORDER BY p.due_on, p.id LIMIT :most"
_WITHOUT_DAY = f"{_OPEN} p.due_on IS NULL ORDER BY p.id DESC LIMIT :most"
_REMINDED = "SELECT on_day FROM dismissal WHERE kind = 'owed' AND subject_id = :id"


class PromisedToMe(NamedTuple):
    """`reminded_on`: the day the user asked about it; it is never offered again."""

    line: PromiseLine
    by: PersonRef
    meeting_kind: str | None
    met_on: date | None
    reminded_on: date | None

    @property
    def key(self) -> str:
        """That of its row of Today."""
        return f"owed-{self.line.id}"

    def can_be_reminded(self, today: date) -> bool:
        return self.reminded_on is None and self.line.due is not None and self.line.due < today

    def describe(self, today: date) -> str:
        """ "Said over coffee on Thursday; you reminded her on Monday"."""
        place = where(self.meeting_kind, self.met_on, today) or days_in_words.on(self.line.made_on, today)
        reminded = (
            f"; you reminded {self.by.first_name} {days_in_words.on(self.reminded_on, today)}"
            if self.reminded_on
            else ""
        )
        return f"Said {place}{reminded}"


def promised_to_me(read: Reader) -> list[PromisedToMe]:
    """Open ones: by day, the earliest first, then those without a day, the latest first."""
    rows = [*read.rows(_WITH_DAY, most=MOST), *read.rows(_WITHOUT_DAY, most=MOST)]
    lines = {line.id: line for line in by_ids(read, [row["id"] for row in rows])}
    people = person_refs(read, [row["by_person_id"] for row in rows])
    return [
        PromisedToMe(
            lines[row["id"]],
            people[row["by_person_id"]],
            row["kind"],
            _day(row["held_on"]),
            _day(row["reminded_on"]),
        )
        for row in rows
    ]


def reminded_on(read: Reader, promise_id: int) -> date | None:
    return _day(read.value(_REMINDED, id=promise_id))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
