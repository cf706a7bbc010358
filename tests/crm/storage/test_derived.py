"""Last contact and next due stay right whatever is done, in whatever order: logged, edited, merged, imported, undone."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import GoodturnError
from crm.importing.applying import apply
from crm.importing.preview import preview
from crm.meetings import logging, planning
from crm.model import Attendance, Meeting
from crm.people import bulk_changes, deleting, editing, merging
from crm.sorting import deciding
from crm.storage.derived_columns import recompute, stale_people
from crm.unit_of_work import UnitOfWork
from tests.conftest import TODAY

NAMES = ("Ana Ruiz", "Ben Okafor", "Priya Nair", "Tom Sandberg", "Mei Kobayashi")
SAID = (
    "Coffee with {a} and {b} yesterday. I'll send {a} the article.",
    "Call with {a} in March",
    "Lunch with {a} tomorrow at 12:30",
    "Wrote {a} an e-mail 3 days ago",
    "Met {a}, {b} and {c} last Tuesday",
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{a}\nEMAIL:{n}@example.org\nEND:VCARD\n"


class Anything:
    """One random action after another on one book; each says what it was, so that a failure can be read."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book, self.random = book, random.Random(seed)
        self.told: list[str] = []

    def act(self) -> None:
        do = self.random.choice(
            [self.log, self.log, self.log, self.pace, self.pace, self.stand, self.move, self.turn, self.drop,
             self.leave, self.touch, self.merge, self.delete, self.bring, self.undo, self.undo, self.redo, self.undo_one]
        )  # fmt: skip
        try:
            self.told.append(f"{do.__name__}: {do() or ''}")
        except GoodturnError as refused:
            self.told.append(f"{do.__name__} was refused: {refused}")

    def work(self, use_case: Callable[..., object], *args: object) -> str:
        with self.book.work() as work:
            use_case(work, *args)
        return self.book.steps(1)[0].label

    def any_id(self, table: str) -> int:
        return self.random.choice(self.book.read.values(f"SELECT id FROM {table}") or [1])

    def any_day(self) -> date:
        return TODAY + timedelta(days=self.random.randrange(-400, 30))

    def log(self) -> str:
        a, b, c = self.random.sample(NAMES, 3)
        names = Names.from_reader(self.book.read)
        draft = understand(self.random.choice(SAID).format(a=a, b=b, c=c), TODAY, names)
        return self.work(logging.log, draft)

    def pace(self) -> str:
        days = self.random.choice((None, 21, 60, 365, 45))
        if self.random.random() < 0.3:
            return self.work(bulk_changes.set_rhythm, self.book.read.values("SELECT id FROM person"), days)
        use_case = self.random.choice((editing.set_rhythm, deciding.choose))
        return self.work(use_case, self.any_id("person"), days)

    def stand(self) -> str:
        standing = self.random.choice(("kept", "parked", "resting"))
        return self.work(editing.set_standing, self.any_id("person"), standing)

    def move(self) -> str:
        return self.work(planning.move, self.any_id("meeting"), self.any_day())

    def turn(self) -> str:
        """Another state or direction, as an answer to "did it happen?" or an edit would leave it."""
        state = self.random.choice(("proposed", "planned", "happened", "missed"))
        return self.work(_turn, self.any_id("meeting"), state, self.random.choice(("both", "out", "in")))

    def drop(self) -> str:
        return self.work(_drop, self.any_id("meeting"))

    def leave(self) -> str:
        return self.work(_leave, self.any_id("attendance"))

    def touch(self) -> str:
        return self.work(logging.in_touch, self.any_id("person"))

    def merge(self) -> str:
        return self.work(merging.merge, self.any_id("person"), self.any_id("person"))

    def delete(self) -> str:
        return self.work(deleting.delete, self.any_id("person"))

    def bring(self) -> str:
        file = self.book.folder / "card.vcf"
        file.write_text(
            CARD.format(a=self.random.choice(NAMES), n=self.random.randrange(4)), encoding="utf-8"
        )
        return self.work(apply, preview(self.book.read, [file]))

    def undo(self) -> str:
        return self.book.undo().label

    def redo(self) -> str:
        return self.book.redo().label

    def undo_one(self) -> str:
        """Out of order: an older step alone, where nothing rests on it."""
        return self.book.undo(self.random.choice([step.id for step in self.book.steps(20)] or [1])).label


def _turn(work: UnitOfWork, meeting_id: int, state: str, direction: str) -> None:
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is not None:
        meeting.state, meeting.direction = state, direction
    work.label = f"Turned meeting {meeting_id} to {state}, {direction}"


def _drop(work: UnitOfWork, meeting_id: int) -> None:
    work.connection.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
    work.label = f"Deleted meeting {meeting_id}"


def _leave(work: UnitOfWork, attendance_id: int) -> None:
    there = work.session.get(Attendance, attendance_id)
    if there is not None:
        work.session.delete(there)
    work.label = f"Took attendance {attendance_id} away"


def told_by_hand(book: Book) -> dict[int, tuple[str | None, str | None]]:
    """Last contact and next due of everyone, worked out in Python from the meetings alone."""
    met: dict[int, str] = {}
    for row in book.read.rows(
        "SELECT a.person_id, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
        "WHERE m.state = 'happened' AND m.direction != 'out'"
    ):
        met[row[0]] = max(met.get(row[0], ""), row[1])
    due = {}
    for one, days, since in book.read.rows("SELECT id, rhythm_days, rhythm_since FROM person"):
        start = met.get(one) or since
        next_on = date.fromisoformat(start) + timedelta(days=days) if start and days else None
        due[one] = (met.get(one), next_on.isoformat() if next_on else None)
    return due


def stored(book: Book) -> dict[int, tuple[str | None, str | None]]:
    rows = book.read.rows("SELECT id, last_contact_on, next_due_on FROM person")
    return {row[0]: (row[1], row[2]) for row in rows}


ENDURED = [pytest.param(seed, 150, marks=pytest.mark.endure) for seed in range(10, 40)]


@pytest.mark.parametrize(("seed", "length"), [(1, 40), (2, 40), (3, 40), *ENDURED])
def test_after_every_step_everyone_is_as_a_full_recompute_has_them(
    folder: Path, book: Book, seed: int, length: int
) -> None:
    print(f"seed {seed}")
    anything = Anything(book, seed)
    for name in NAMES:
        book_a_first(book, name)
    paced = 0
    for _ in range(length):
        anything.act()
        assert stale_people(book.read.connection) == [], anything.told[-3:]
        assert stored(book) == told_by_hand(book), anything.told[-3:]
        paced += sum(1 for _, due in stored(book).values() if due)
    assert paced > length / 4, "hardly anybody had a rhythm: the run proved nothing"
    assert book.check() == []


def book_a_first(book: Book, name: str) -> None:
    draft = understand(f"Coffee with {name} in June", TODAY, Names.from_reader(book.read))
    with book.work() as work:
        logging.log(work, draft)


def test_the_repair_derives_everyone_anew(book: Book) -> None:
    book_a_first(book, "Ana Ruiz")
    right = stored(book)
    with book.quiet_connection() as connection:
        connection.execute("UPDATE person SET last_contact_on = '2001-01-01', next_due_on = '2001-02-01'")
        assert stale_people(connection) == [1]
        recompute(connection)
        assert stale_people(connection) == []
    assert stored(book) == right
