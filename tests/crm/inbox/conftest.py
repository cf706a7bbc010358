"""A folder that a phone fills, beside a book with two people in it, looked into as at one moment."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from crm.book import Book
from crm.inbox.card_proposals import Circumstances, preview_unchanged
from crm.inbox.proposal import Inbox, InboxProposal
from crm.inbox.reader import InboxReader, Look
from crm.inbox.settling import put_aside, take_cards, take_text
from tests.conftest import NOW, TODAY
from tests.crm import scenes

MORNING = datetime(2026, 11, 21, 9, 12).astimezone()


@dataclass
class Phone:
    """`put` is the sync that brings a file; `look` is what Goodturn sees, and tidies, at that moment."""

    book: Book
    folder: Path
    reader: InboxReader = field(init=False)

    def __post_init__(self) -> None:
        self.start_again()
        self.book.listen(lambda _changes: self.reader.forget())  # as the window does

    def start_again(self) -> None:
        self.reader = InboxReader(self.book.folder)

    def put(self, name: str, content: str | bytes, at: datetime = MORNING) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def look(self) -> Inbox:
        return self.reader.look(Look(self.book.read, self.folder, TODAY, NOW))

    def one(self) -> InboxProposal:
        (only,) = self.look().proposals
        return only

    def take(self, one: InboxProposal) -> None:
        with self.book.work() as work:
            if one.kind == "text":
                take_text(work, one)
            else:
                around = Circumstances(self.book.read, self.book.folder, TODAY, lambda: False)
                take_cards(work, one, preview_unchanged(one.path, one.sha256, around))

    def say_no(self, one: InboxProposal) -> None:
        with self.book.work() as work:
            put_aside(work, one)

    def lying(self, *inside: str) -> list[str]:
        return sorted(path.name for path in self.folder.joinpath(*inside).iterdir() if path.name != "done")


@pytest.fixture
def phone(book: Book, tmp_path: Path) -> Phone:
    folder = tmp_path / "phone"
    folder.mkdir()
    with book.work() as work:
        scenes.person(work, "Ana Ruiz", "ana@ruiz.example")
        scenes.person(work, "Ben Okafor", "ben@okafor.example")
    return Phone(book, folder)


@pytest.fixture
def met(book: Book) -> Callable[[], list[str]]:
    """What the book holds as meetings: kind, day and names."""

    def told() -> list[str]:
        rows = book.read.rows(
            "SELECT m.kind, m.held_on, group_concat(p.full_name, ', ') AS names FROM meeting m "
            "JOIN attendance a ON a.meeting_id = m.id JOIN person p ON p.id = a.person_id GROUP BY m.id ORDER BY m.id"
        )
        return [" ".join(row) for row in rows]

    return told
