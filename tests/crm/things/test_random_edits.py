"""Hundreds of random edits and deletions by key: what is derived, and what is due, is as a full recompute has it; undo
restores every row, and the archive byte for byte."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.commands.run_command import run_handed_over
from crm.sample.book import open_sample
from crm.storage.derived_columns import recompute, stale_people
from crm.storage.folder import BOOK
from crm.storage.full_text.schema import COMPARE, REBUILD
from crm.things.key import KINDS
from tests.conftest import TODAY, clock
from tests.crm.commands.test_random_days import dump, look_at_today

TABLES = {"topic": "person_topic"}
WORDS = ["Labels", "Müller's kiln", "the café", "", "a\nsecond line", "x" * 300]
DAYS = ["yesterday", "friday", "2026-11-01", "in two weeks", "2027-02-28", ""]
VALUES = {
    "meeting": {
        "kind": ["lunch", "call", "letter"], "state": ["happened", "planned", "missed", "proposed"], "on": DAYS,
        "at": ["9:30", "", "23:59"], "place": WORDS, "purpose": WORDS, "note": WORDS, "direction": ["out", "in", "both"],
        "energy": ["yes", "some", "no", ""], "people+": ["1", "2", "3"], "people-": ["1", "2", "3"], "people": ["1,2", "4"],
    },
    "note": {"words": WORDS, "on": DAYS},
    "promise": {
        "what": WORDS, "kind": ["share", "thank", "favour", "introduction", "inform"], "due": DAYS,
        "state": ["open", "kept", "released", "waiting"], "people+": ["1", "5"], "people-": ["1", "2"], "people": ["2,3"],
        "outcome": WORDS,
    },
    "share": {"reason": WORDS, "on": DAYS, "landed": WORDS},
    "introduction": {
        "reason_a": WORDS, "reason_b": WORDS, "made_on": DAYS, "heard_on": DAYS, "thanked_on": DAYS, "came_of": WORDS, "until_b": DAYS,
        "answer_a": ["not_asked", "asked", "yes", "no", "later"], "answer_b": ["asked", "yes", "no", "later"], "until_a": DAYS,
    },
    "item": {"title": WORDS, "url": ["https://example.org/a", "example.org/b", ""], "why": WORDS, "from": ["1", ""],
             "topics": ["pricing, Labels", ""], "topics+": WORDS, "topics-": ["pricing"]},
    "ask": {
        "words": WORDS, "on": DAYS, "state": ["draft", "open", "yes", "no", "not_now"], "until": DAYS, "why": WORDS,
        "answer_words": WORDS,
    },
    "advice": {"words": WORDS, "direction": ["given", "received"], "on": DAYS, "tried": ["yes", "no", ""], "try_by": DAYS, "told": DAYS},
    "topic": {"topic": WORDS, "kind": ["looking_for", "can_help_with", "cares_about"]},
}  # fmt: skip


class Hand:
    """One random edit or deletion after another."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book, self.chance = book, random.Random(seed)
        self.changed = 0

    def act(self) -> None:
        kind = self.chance.choice(KINDS)
        ids = self.book.read.values(f"SELECT id FROM {TABLES.get(kind, kind)}")
        key = f"{kind}-{self.chance.choice([*ids, 99999])}"
        words = ["delete", key] if self.chance.random() < 0.1 else ["edit", key, *self.fields(kind)]
        before = self.book.steps(1)[0].id
        status, _, complaint = run_handed_over(self.book, words, str(self.book.folder), "")
        assert status in (0, 1, 2), (words, complaint)
        assert "failed here" not in complaint, (words, complaint)
        assert (status == 0) is not bool(complaint), (words, complaint)
        assert status == 0 or self.book.steps(1)[0].id == before, words
        self.changed += self.book.steps(1)[0].id != before

    def fields(self, kind: str) -> list[str]:
        names = self.chance.sample(list(VALUES[kind]), self.chance.randint(1, 2))
        return [f"{name}={self.chance.choice(VALUES[kind][name])}" for name in names]


def exported(book: Book, form: str) -> str:
    """The archive (json), or what is due (ics)."""
    status, out, complaint = run_handed_over(book, ["export", "-", "--format", form], str(book.folder), "")
    assert status == 0, complaint
    return out


def due_of_recomputed(book: Book, folder: Path) -> str:
    """What is due in a copy of the book whose derived columns and search index are made anew."""
    folder.mkdir()
    with book.quiet_connection() as connection:
        connection.execute("VACUUM INTO ?", (str(folder / BOOK),))
    copy = Book.open(folder, book.clock)
    with copy.quiet_connection() as connection:
        recompute(connection)
        connection.execute(REBUILD)
    due = exported(copy, "ics")
    copy.close()
    return due


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 40), *(pytest.param(seed, 100, marks=pytest.mark.endure) for seed in range(2, 7))]
)
def test_whatever_is_put_right_the_book_holds_together(
    folder: Path, tmp_path: Path, seed: int, count: int
) -> None:
    book = open_sample(folder, clock())
    before, first, archive = dump(book), book.steps(1)[0].id, exported(book, "json")
    hand = Hand(book, seed)
    for number in range(count):
        hand.act()
        with book.quiet_connection() as connection:
            assert stale_people(connection) == []
        if number % 10 == 0:
            look_at_today(book)
            assert exported(book, "ics") == due_of_recomputed(book, tmp_path / f"{number}")
            book.clock = clock(TODAY + timedelta(days=number // 10))
    assert hand.changed > count / 4
    assert book.check() == []
    with book.work() as work:
        work.connection.execute(COMPARE)
    while book.steps(1)[0].id != first and next(step for step in book.steps() if not step.undone).id != first:
        assert run_handed_over(book, ["undo"], str(folder), "")[0] == 0
    assert dump(book) == before
    book.clock = clock()
    assert exported(book, "json") == archive
    book.close()
