"""The rule "moved": a new role recorded by an import shows for a month, once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.drafts.mail_draft import draft_for
from crm.exporting.export import export
from crm.today import row_done, row_keys, snoozing
from crm.today.row import Row
from crm.today.rule_words import turn_off
from crm.today.today import today_list
from tests.crm.files.test_importing import bring_in
from tests.crm.files.test_moving import linkedin


@pytest.fixture
def moved(book: Book, tmp_path: Path) -> Book:
    bring_in(book, linkedin(tmp_path, "a.csv", "Fig Tree,Baker"), standing="kept")
    bring_in(book, linkedin(tmp_path, "b.csv", "Acme,CTO"), standing="kept")
    return book


def news(book: Book, day: date) -> list[Row]:
    return [row for row in today_list(book.read, day).rows if row.kind == "moved"]


def test_today_asks_whether_to_congratulate_and_says_why(moved: Book, today: date) -> None:
    (row,) = news(moved, today)
    assert (row.key, row.group, row.rule) == ("moved-1", "News", "moved")
    assert row.what == "Tom Sandberg moved to Acme: congratulate?"
    assert row.why == "CTO at Acme, noted today; before, Baker at Fig Tree. No meeting is noted yet"
    assert row.evidence == (
        "Noted in an import on 21 November",
        "Now: CTO at Acme",
        "Before: Baker at Fig Tree",
    )
    assert (
        "I saw that you are CTO at Acme now. Congratulations!" in draft_for(moved.read, row.key, today).body
    )


def test_a_new_title_in_the_same_organisation_has_its_own_sentence(
    moved: Book, tmp_path: Path, today: date
) -> None:
    bring_in(moved, linkedin(tmp_path, "c.csv", "Acme,CEO", "06 Mar 2024"))
    (row,) = news(moved, today)
    assert row.what == "Tom Sandberg is CEO at Acme now: congratulate?"


def test_it_is_news_for_a_month(moved: Book, today: date) -> None:
    assert len(news(moved, today + timedelta(days=29))) == 1
    assert news(moved, today + timedelta(days=30)) == []


@pytest.mark.parametrize("act", [row_done.done, snoozing.not_this])
def test_a_finished_row_returns_only_after_another_move(
    moved: Book, tmp_path: Path, today: date, act: object
) -> None:
    with moved.work() as work:
        act(work, "moved-1")  # type: ignore[operator]
    assert news(moved, today) == []
    moved.undo()
    assert len(news(moved, today)) == 1
    moved.redo()
    with moved.work() as work:
        work.connection.execute("UPDATE dismissal SET on_day = date(on_day, '-40 days')")
    bring_in(moved, linkedin(tmp_path, "c.csv", "Beta,COO", "06 Mar 2024"))
    assert [row.what for row in news(moved, today)] == ["Tom Sandberg moved to Beta: congratulate?"]


def test_a_snoozed_row_returns_on_its_day(moved: Book, today: date) -> None:
    with moved.work() as work:
        snoozing.snooze(work, "moved-1", today + timedelta(days=3))
    assert news(moved, today) == []
    assert len(news(moved, today + timedelta(days=3))) == 1
    assert row_keys.find(moved.read, "moved-1", today).kind == "moved"


def test_the_rule_can_be_turned_off_and_ignores_parked_people(
    moved: Book, book: Book, tmp_path: Path, today: date
) -> None:
    with moved.work() as work:
        work.connection.execute("UPDATE person SET standing = 'parked'")
    assert news(moved, today) == []
    moved.undo()
    with moved.work() as work:
        turn_off(work, "moved")
    assert news(moved, today) == []


def test_an_undone_import_and_a_role_that_is_gone_bring_none(moved: Book, today: date) -> None:
    with moved.work() as work:
        work.connection.execute("DELETE FROM role WHERE until_on IS NULL")
    assert news(moved, today) == []
    moved.undo()
    moved.undo()
    assert news(moved, today) == []


def test_an_archive_carries_it(moved: Book, tmp_path: Path, today: date, empty_book_folder: Path) -> None:
    export(moved.read, tmp_path / "all.json")
    with moved.work() as work:
        work.connection.execute("DELETE FROM person")
        work.connection.execute("DELETE FROM dismissal")
    bring_in(moved, tmp_path / "all.json")
    assert len(news(moved, today)) == 1
