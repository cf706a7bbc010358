"""`inbox`: what came in, listed and settled without the window."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from crm import settings
from crm.book import Book
from tests.conftest import NOW, clock
from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


@pytest.fixture
def phone(folder: Path, people: list[int], tmp_path: Path) -> Path:
    """The chosen folder."""
    made = tmp_path / "phone"
    made.mkdir()
    book = Book.open(folder, clock())
    with book.work() as work:
        settings.change(work, settings.INBOX_FOLDER, str(made))
    book.close()
    return made


def put(phone: Path, name: str, content: str) -> None:
    path = phone / name
    path.write_text(content, encoding="utf-8")
    os.utime(path, (NOW.timestamp() - 60, NOW.timestamp() - 60))


def test_what_came_in_is_listed_and_settled(goodturn: Goodturn, phone: Path) -> None:
    put(phone, "walk.txt", "Walk with Ana Ruiz this morning, send her the label sheet")
    put(phone, "milk.txt", "milk and bread")
    listed = goodturn("inbox", "--json").json
    assert list(listed) == ["folder", "problem", "done", "more", "proposals"]
    assert (listed["folder"], listed["problem"], listed["done"]) == (str(phone), None, None)
    milk, walk = sorted(listed["proposals"], key=lambda one: one["file"])
    assert (walk["file"], walk["kind"], walk["at"][:10], walk["yes"]) == (
        "walk.txt",
        "text",
        "2026-11-21",
        True,
    )
    assert walk["would_note"] == ["Walk with Ana Ruiz, today", "Send Ana Ruiz the label sheet"]
    assert (milk["yes"], milk["remark"][:20]) == (False, "Nobody is named here")
    assert goodturn("inbox", "walk.txt", "yes").out.startswith("Logged walk with Ana Ruiz\nmilk.txt, ")
    assert goodturn("inbox", "milk.txt", "no").out == "Put aside “milk and bread” from milk.txt\n"
    assert goodturn("inbox").out == "Nothing waits in the inbox folder.\n"
    assert sorted(path.name for path in (phone / "done").iterdir()) == ["milk.txt", "walk.txt"]
    goodturn("undo")
    assert [one["file"] for one in goodturn("inbox", "--json").json["proposals"]] == ["milk.txt"]


def test_all_of_a_file_is_one_step(goodturn: Goodturn, phone: Path) -> None:
    put(phone, "day.txt", "Coffee with Ana Ruiz\nCall with Ben Okafor")
    assert goodturn("inbox", "day.txt", "yes").out == "Logged coffee with Ana Ruiz, and 1 more from day.txt\n"
    assert len(goodturn("meetings", "--json").json["meetings"]) == 2
    goodturn("undo")
    assert goodturn("meetings", "--json").json["meetings"] == []


def test_a_file_with_a_line_to_decide_is_not_taken_by_half(goodturn: Goodturn, phone: Path) -> None:
    goodturn("log", "Call with Ana Costa")
    put(phone, "day.txt", "Coffee with Ben Okafor\nCall with Ana")
    told = goodturn("inbox", "day.txt", "yes")
    assert (told.status, told.err.splitlines()[0]) == (
        2,
        "“Ana” may be Ana Costa or Ana Ruiz.",
    )
    assert len(goodturn("meetings", "--json").json["meetings"]) == 1


@pytest.mark.parametrize(
    ("words", "status"), [(("walk.txt",), 2), (("walk.txt", "maybe"), 2), (("other.txt", "yes"), 1)]
)
def test_a_wrong_answer_changes_nothing(
    goodturn: Goodturn, phone: Path, words: tuple[str, ...], status: int
) -> None:
    put(phone, "walk.txt", "Walk with Ana Ruiz")
    assert goodturn("inbox", *words).status == status
    assert (phone / "walk.txt").exists()


def test_without_a_folder_and_with_one_that_is_away_it_is_said(goodturn: Goodturn, phone: Path) -> None:
    phone.rename(phone.with_name("away"))
    told = goodturn("inbox", "--json")
    assert (told.status, told.json["proposals"]) == (1, [])
    assert told.err == told.json["problem"] + "\n"
    goodturn("undo")
    told = goodturn("inbox")
    assert (told.status, told.err) == (
        1,
        "No inbox folder is chosen yet. Choose one in Settings, From your phone.\n",
    )
