"""Settings are kept at once, and each can be undone like anything else."""

from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer

from crm import settings
from crm.asks import rules_off
from crm.book import Book
from crm.storage.restore.swapping_files import SCRATCH
from crm.storage.suspect.quick_check import connect_read_only
from crm.today import days_off, rule_words
from crm.trouble import trial_restore
from tests.conftest import NOW
from tests.crm.storage.backups.test_putting_back import flip_in_note
from tests.crm.storage.test_journal import add_person
from ui import background
from ui.exporting.sheet import ExportSheet
from ui.settings.page import SettingsPage
from ui.settings.restore_sheet import RestoreSheet
from ui.settings.today_card import clock_time
from ui.shell.main_window import MainWindow
from ui.widgets.chips import ChipButton
from ui.widgets.switch import Switch


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.open_page("settings")
    return window.stack.page


def press(within, words: str, qtbot) -> None:
    chip = next(one for one in within.findChildren(ChipButton) if one.accessibleName() == words)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def turn(switch: Switch, qtbot) -> None:
    qtbot.keyClick(switch, Qt.Key.Key_Space)


def test_who_i_am_is_kept_on_leaving_the_field(page: SettingsPage, book: Book, qtbot) -> None:
    page._you.name.setFocus()
    qtbot.keyClicks(page._you.name, "Jo Lindqvist")
    qtbot.keyClick(page._you.name, Qt.Key.Key_Return)
    page._you.emails.setText("jo@lindqvist.example, jo@work.example")
    page._you.emails.editingFinished.emit()
    assert settings.value(book.read, settings.OWNER_NAME) == "Jo Lindqvist"
    assert settings.value(book.read, settings.OWNER_EMAILS) == ["jo@lindqvist.example", "jo@work.example"]
    page._you.emails.setText("jo@work.example")
    page._you.emails.editingFinished.emit()
    assert settings.value(book.read, settings.OWNER_EMAILS) == ["jo@work.example"]


def test_no_address_is_said_beside_the_field(page: SettingsPage, book: Book) -> None:
    page._you.emails.setText("not an address")
    page._you.emails.editingFinished.emit()
    assert page._you._problem.isVisible()
    assert "no e-mail address" in page._you._problem.text()
    assert settings.value(book.read, settings.OWNER_EMAILS) == []


def test_today_and_look_are_kept(page: SettingsPage, book: Book, qtbot) -> None:
    press(page._today, "5", qtbot)
    press(page._look, "dark", qtbot)
    press(page._look, "125 %", qtbot)
    assert settings.value(book.read, settings.MOST_ROWS) == 5
    assert settings.value(book.read, settings.THEME) == "dark"
    assert settings.value(book.read, settings.TEXT_SIZE) == 125


def test_hours_take_what_people_write_and_nothing_else(page: SettingsPage, book: Book) -> None:
    page._today.first.setText("9.30")
    page._today.first.editingFinished.emit()
    assert page._today.first.text() == "09:30"
    page._today.first.setText("noonish")
    page._today.first.editingFinished.emit()
    assert page._today.first.text() == "09:30"
    assert settings.value(book.read, settings.WAKING_FROM) == "09:30"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("8", "08:00"),
        ("8:30", "08:30"),
        ("0830", None),
        ("24:00", None),
        ("12:60", None),
        ("", None),
        ("23.59", "23:59"),
    ],
)
def test_times_of_day(text: str, time: str | None) -> None:
    assert clock_time(text) == time or (text == "0830" and clock_time(text) == "08:30")


def test_a_backup_is_made_and_put_back(page: SettingsPage, window: MainWindow, book: Book, qtbot) -> None:
    add_person(book, "Ana Ruiz")
    qtbot.mouseClick(page._book._back_up, Qt.MouseButton.LeftButton)
    assert window.toast.accessibleName() == "Backed up 1 person."
    add_person(book, "Ben Okafor")
    page._book.show_book()
    qtbot.mouseClick(page._book._restore, Qt.MouseButton.LeftButton)
    sheet = window.findChild(RestoreSheet)
    assert sheet.list.chosen().holds == "1 person, 0 meetings"
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    assert "kept as a backup" in window.toast.accessibleName()


def test_while_a_backup_is_put_back_the_window_lives_and_writes(
    page: SettingsPage, window: MainWindow, book: Book, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is examined by another process in another thread's time; until the swap itself nobody waits for it."""
    add_person(book, "Ana Ruiz")
    kept = book.backup()
    happened: list[str] = []

    def on_tick() -> None:
        if list(book.folder.glob(f"{SCRATCH}*")) and not happened:  # the copy has begun
            add_person(book, "Ben Okafor")
            happened.append("written")

    monkeypatch.setattr(background, "runner", background.run_in_thread)
    book.listen(lambda changes: happened.append(changes.label))
    ticking = QTimer(page)
    ticking.timeout.connect(on_tick)
    ticking.start(0)
    page._book._put_back(kept)
    qtbot.waitUntil(lambda: "kept as a backup" in window.toast.accessibleName(), timeout=60_000)
    ticking.stop()
    assert happened[-1] == f"Restored {kept.file.name}"
    assert "written" in happened[:-1]
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    with closing(connect_read_only(next(book.folder.glob("backups/*before-restore*.db")))) as before:
        assert before.execute("SELECT count(*) FROM person").fetchone()[0] == 2


def test_the_whole_book_is_checked_at_once(page: SettingsPage, window: MainWindow, book: Book, qtbot) -> None:
    card = page._book
    assert (card.last_check.text(), card.last_trial.text()) == (
        "none yet",
        "none yet; it is done once a month",
    )
    add_person(book, "Ana Ruiz", blurb="xyzzy plugh, told in confidence")
    add_person(book, "Ben Okafor")
    qtbot.mouseClick(card.check_now, Qt.MouseButton.LeftButton)
    assert window.toast.accessibleName() == "All 2 rows are as you left them."
    assert card.last_check.text() == "today 09:30: all 2 rows are as you left them"
    trial_restore.run_trial_restore(book.folder, NOW.replace(tzinfo=None))
    with book.quiet_connection() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flip_in_note(book.file, b"xyzzy plugh")
    qtbot.mouseClick(card.check_now, Qt.MouseButton.LeftButton)
    assert "damaged: 1 row of person" in window.toast.accessibleName()
    assert card.last_check.text() == "today 09:30: damaged, 1 row of person"
    assert card.last_trial.text() == "today: everything came back"
    assert card.check_now.isEnabled()


def test_the_book_can_be_taken_out_from_here(page: SettingsPage, window: MainWindow) -> None:
    page._book.export.click()
    (sheet,) = window.findChildren(ExportSheet)
    assert (sheet.is_open, sheet.who.value) == (True, "everyone")


def test_days_off_are_chosen_by_weekday_and_country(page: SettingsPage, book: Book, today, qtbot) -> None:
    card = page._days_off
    press(card, "Sunday", qtbot)
    press(card, "Wednesday", qtbot)
    assert settings.value(book.read, settings.DAYS_OFF) == [2, 5]
    card.country.setFocus()
    assert card.country.completer().model().rowCount() > 200
    card.country.setText("Scotland")
    qtbot.keyClick(card.country, Qt.Key.Key_Return)
    assert settings.value(book.read, settings.HOLIDAYS_OF) == "GB-SCT"
    assert card.words.text() == "The next one is Saint Andrew's Day, Monday 30 November."
    assert days_off.is_day_off(book.read, date(2026, 11, 30))
    card.country.setText("Atlantis")
    qtbot.keyClick(card.country, Qt.Key.Key_Return)
    assert "is no country Goodturn knows" in card.words.text()
    assert settings.value(book.read, settings.HOLIDAYS_OF) == "GB-SCT"


def test_a_day_off_can_leave_the_list_without_suggestions(
    page: SettingsPage, book: Book, today, qtbot
) -> None:
    turn(page._days_off.quiet, qtbot)
    assert days_off.is_quiet(book.read, today)


def test_holidays_are_reckoned_anew_in_a_later_year(page: SettingsPage, book: Book, qtbot) -> None:
    with book.work() as work:
        settings.change(work, settings.HOLIDAYS_OF, "NO")
        settings.change(work, settings.HOLIDAYS, ["2025-12-25 Christmas Day"])
    page.reload()
    assert settings.value(book.read, settings.HOLIDAYS)[-1].startswith("2035-12-")


def test_each_rule_has_a_switch_but_ones_own_word(page: SettingsPage, book: Book, qtbot) -> None:
    assert list(page._rules.switches) == [
        "did_it_happen",
        "owed_to_me",
        "stay_close",
        "dates",
        "not_now_over",
        "moved",
        "open_door",
    ]
    turn(page._rules.switches["dates"], qtbot)
    assert rule_words.disabled_rules(book.read) == {"dates"}
    book.undo()
    page.reload()
    assert page._rules.switches["dates"].value is True


def test_what_is_never_marked_in_asks_is_marked_again_by_its_switch(
    page: SettingsPage, book: Book, qtbot
) -> None:
    with book.work() as work:
        rules_off.turn_off(work, "vague")
    page.reload()
    switch = page._ask_rules.switches["vague"]
    assert switch.value is False
    turn(switch, qtbot)
    assert rules_off.rules_off(book.read) == frozenset()
    assert book.steps()[0].label == "Marking again in asks: vague words"
