"""What is newer than the backup one goes back to is offered, and added again as one step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told
from tests.damaged_books import pages_of, zero

Goodturn = Callable[..., Told]


@pytest.fixture
def later(goodturn: Goodturn, people: list[int], folder: Path) -> Path:
    """A book, its backup copy.db, and what was done since: a coffee, a note, someone new, and someone deleted."""
    assert goodturn("set", "Ben Okafor", "note=Plays the cello").status == 0
    assert goodturn("backup", "copy.db").status == 0
    assert (
        goodturn(
            "log", "Coffee with Ana Ruiz yesterday at Blue Bottle. Send her the figures by Friday."
        ).status
        == 0
    )
    assert goodturn("set", "Ana Ruiz", "note=The plumbago blooms", "tag+=garden").status == 0
    assert goodturn("set", "Ana Ruiz", "nickname=Annie").status == 0
    assert goodturn("log", "Call with Mei Kobayashi today").status in (0, 1)
    assert goodturn("delete", "Ben Okafor").status == 0
    return folder / "goodturn.db"


def everything(goodturn: Goodturn) -> list[object]:
    people = goodturn("people", "--json").json["people"]
    return [goodturn("show", str(one["id"]), "--json").json for one in people]


def test_later_steps_are_named_and_added_again_when_asked_for(goodturn: Goodturn, later: Path) -> None:
    before = everything(goodturn)
    zero(later, 1)
    told = goodturn("restore", "copy.db")
    assert told.status == 0
    assert "later steps are in unusable-" in told.out
    assert "--add-newer" in told.out
    assert "Annie" not in str(everything(goodturn))
    again = goodturn("restore", "copy.db", "--add-newer", "--json")
    assert (again.status, again.json["lost"]) == (0, [])
    assert everything(goodturn) == before
    assert goodturn("check").status == 0
    assert (
        goodturn("history", "--json").json["steps"][0]["label"]
        == "Added again what was newer than the backup"
    )
    assert goodturn("undo").status == 0
    assert "Annie" not in str(everything(goodturn))
    assert "Ben Okafor" in str(everything(goodturn))


def test_in_one_go_where_the_book_cannot_be_opened(goodturn: Goodturn, later: Path) -> None:
    before = everything(goodturn)
    zero(later, 1)
    told = goodturn("restore", "copy.db", "--add-newer", "--json").json
    assert [step["readable"] for step in told["newer"]] == [True] * len(told["newer"])
    assert [step["label"] for step in told["newer"]][1].startswith("Changed")
    assert everything(goodturn) == before


def test_a_row_that_is_damaged_itself_is_named_and_left_out(goodturn: Goodturn, later: Path) -> None:
    data = later.read_bytes()
    assert data.count(b"The plumbago blooms") == 1
    later.write_bytes(data.replace(b"The plumbago blooms", b"The plumbago glooms"))
    told = goodturn("restore", "copy.db", "--add-newer", "--json")
    assert told.status == 1
    assert [one for one in told.json["lost"] if one.startswith("a note of Ana Ruiz")]
    assert "glooms" not in str(everything(goodturn))
    assert "Annie" in str(everything(goodturn))


def test_lost_rows_are_not_taken_for_deleted_ones(goodturn: Goodturn, later: Path) -> None:
    for page in (1, *pages_of(later, "person")):
        zero(later, page)
    told = goodturn("restore", "copy.db", "--add-newer", "--json")
    assert told.status == 1
    assert "Ana Ruiz" in str(everything(goodturn))


def test_a_backup_of_another_book_has_nothing_to_add(goodturn: Goodturn, later: Path, tmp_path: Path) -> None:
    goodturn("--data-dir", str(tmp_path / "other"), "log", "Coffee with Tom Sandberg")
    goodturn("--data-dir", str(tmp_path / "other"), "backup", str(tmp_path / "other.db"))
    zero(later, 1)
    told = goodturn("restore", "other.db", "--add-newer", "--json")
    assert told.status == 0
    assert "newer" not in told.json


def test_what_was_done_since_the_restore_is_left_as_it_is(
    goodturn: Goodturn, later: Path, folder: Path
) -> None:
    from crm.book import Book  # opened beside no command
    from crm.trouble.newer_rows import add_again
    from tests.conftest import clock

    zero(later, 1)
    kept = Path(goodturn("restore", "copy.db", "--json").json["present_kept_as"])
    goodturn("set", "Ana Ruiz", "nickname=Anita")
    book = Book.open(folder, clock())
    added = add_again(book, kept)
    book.close()
    assert added.rows > 0
    assert any(one.startswith("Ana Ruiz") for one in added.left)
    shown = str(everything(goodturn))
    assert "Anita" in shown
    assert "plumbago" in shown
    assert "Ben Okafor" in shown
