"""Weeks of random use through the commands: Today keeps its promises each day, and undo walks all of it back and forth."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.commands.run_command import run_handed_over
from crm.promises.kinds import DEFAULT_DAYS
from crm.storage.digests.table_digests import tables
from crm.today.today import folded_rows, today_list
from tests.conftest import clock

START = date(2026, 12, 10)  # over the end of the year
GIVEN, FAMILY = ["Ana", "Ben", "Priya", "Élodie", "Jean-Luc"], ["Ruiz", "Okafor", "O'Brien", "Müller"]
LOGS = [
    "Coffee with {a} yesterday. I'll send her the pricing article by Friday. Intro {a} to {b}.",
    "Call with {a} and {b}. {a} will send me the slides by Tuesday.",
    "Lunch with {a} tomorrow at 12:30",
    "Thank {a}. Check in with {b} next week.",
    "{a} advised me to raise my prices. I owe {b} a reply.",
]
FIELDS = ["rhythm=10d", "rhythm=none", "standing=parked", "standing=kept", "birthday=--02-29", "birthday=1980-12-31",
          "tag+=food", "looking_for+=clay", "note+=more", "email+=a@example.org", "name=Zed Zulu"]  # fmt: skip
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{a}\nEMAIL:{n}@example.org\nNOTE:met {n}\nCATEGORIES:a,b\nEND:VCARD\n"


class Days:
    def __init__(self, book: Book, seed: int) -> None:
        self.book, self.random = book, random.Random(seed)
        self.card = book.folder / "card.vcf"

    def run(self, *argv: str) -> int:
        status, _, complaints = run_handed_over(self.book, list(argv), str(self.book.folder), "")
        assert status in (0, 1, 2), complaints
        assert "failed here" not in complaints
        return status

    def act(self) -> None:
        pick = self.random.choice
        a, b = (f"{pick(GIVEN)} {pick(FAMILY)}" for _ in range(2))
        ids = [str(one) for one in self.book.read.values("SELECT id FROM person")] or ["1"]
        rows = [row.key for row in today_list(self.book.read, self.book.clock.today()).rows] or ["promise-1"]
        self.card.write_text(CARD.format(a=a, n=pick("123")), encoding="utf-8")
        self.run(*pick([
            ["log", pick(LOGS).format(a=a, b=b)], ["log", pick(LOGS).format(a=a, b=b)], ["done", pick(rows)],
            ["done", pick(rows), "all good"], ["snooze", pick(rows), pick(["tomorrow", "next week"])],
            ["set", pick(ids), pick(FIELDS)], ["set", pick(ids), pick(FIELDS)], ["merge", pick(ids), pick(ids)],
            ["delete", pick(ids)], ["import", str(self.card)], ["undo"], ["redo"],
        ]))  # fmt: skip


def dump(book: Book) -> dict[str, list[str]]:
    read = book.read
    return {
        table: sorted(str(tuple(row)) for row in read.rows(f"SELECT rowid, * FROM {table}"))
        for table in [*tables(read.connection), "words_index"]
    }


def qualifying(book: Book, today: date) -> set[str]:
    """My promises that must stand in a row or behind the fold, told by the rule's own words; introductions left out."""
    found = book.read.rows(
        "SELECT * FROM promise p WHERE by_person_id IS NULL AND state = 'open' AND kind <> 'introduction' AND NOT EXISTS "
        "(SELECT 1 FROM snooze WHERE row = 'promise-' || p.id AND until_on > :today)",
        today=today.isoformat(),
    )
    return {
        f"promise-{row['id']}"
        for row in found
        if (date.fromisoformat(row["due_on"]) - today).days <= DEFAULT_DAYS[row["kind"]]
        or (today - date.fromisoformat(row["made_on"])).days <= 1
    }


def look_at_today(book: Book) -> None:
    today = book.clock.today()
    shown = today_list(book.read, today)
    mine = [row for row in shown.rows if row.rule == "keep_your_word"]
    kept = [row.key for row in (*mine, *folded_rows(book.read, shown)) if row.kind != "introduction"]
    assert len(shown.rows) <= 7
    assert len(mine) <= 5
    assert sorted(kept) == sorted(qualifying(book, today))
    assert all(row.what and row.why for row in shown.rows)


MANY = [pytest.param(seed, 40, marks=pytest.mark.endure) for seed in range(2, 22)]


@pytest.mark.parametrize(("seed", "length"), [(1, 7), *MANY])
def test_random_days_hold_together(folder: Path, seed: int, length: int) -> None:
    book = Book.open(folder, clock(START))
    days = Days(book, seed)
    for number in range(length):
        book.clock = clock(START + timedelta(days=number))
        for _ in range(3):
            days.act()
        look_at_today(book)
    assert book.check() == []
    states = [dump(book)]
    while days.run("undo") == 0:
        states.append(dump(book))
    assert not states[-1]["person"]
    assert book.check() == []
    for state in reversed(states[:-1]):
        assert days.run("redo") == 0
        assert dump(book) == state
    assert len(states) > length
    assert book.check() == []
    book.close()
