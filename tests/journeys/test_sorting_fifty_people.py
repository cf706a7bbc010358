"""Sort people with an address book of fifty: stop, undo and resume until the plan fits."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.mixed_cards import mixed_cards
from tests.ui.stories import CTRL, press, write

KEY = Qt.Key
KEYS = (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_0, KEY.Key_R, KEY.Key_4, KEY.Key_Space)


@pytest.fixture
def address_book(tmp_path: Path) -> Path:
    file = tmp_path / "fifty.vcf"
    file.write_text(mixed_cards(50), encoding="utf-8", newline="")
    return file


def sort_people(qtbot, settled) -> None:
    """Opens Sort people by the command box (Ctrl+K)."""
    press(qtbot, KEY.Key_K, CTRL)
    write(qtbot, "sort people")
    settled()
    press(qtbot, KEY.Key_Return)
    settled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_fifty_people_are_sorted_by_keys_alone(start, address_book, qtbot, settled) -> None:
    program = start()
    press(qtbot, KEY.Key_I, CTRL)
    settled()
    write(qtbot, str(address_book))
    press(qtbot, KEY.Key_Return)
    settled()
    program.window.activateWindow()  # as a window manager does when the dialog has closed
    settled()
    press(qtbot, KEY.Key_Return)
    settled()
    for said in ("Coffee with Ana Ruiz yesterday", "Coffee with Ana Ruiz in May. I owe her the list"):
        press(qtbot, KEY.Key_L, CTRL)
        write(qtbot, said)
        press(qtbot, KEY.Key_Return)
        settled()

    sort_people(qtbot, settled)
    page, read = program.page, program.book.read
    assert page.card.name.text() == "Ana Ruiz"
    assert page.card.evidence.text().startswith("2 coffees, the last yesterday. You owe a promise.")
    assert page._header.words.text().startswith("1 of 30.")
    shares = []
    for number in range(30):
        press(qtbot, KEYS[number % len(KEYS)])
        settled()
        shares.append(page.meter._load.planned_share)
    assert shares == sorted(shares)
    assert shares[0] < shares[-1], "the meter moved"
    assert read.value("SELECT count(*) FROM person WHERE rhythm_days IS NOT NULL") == 18
    assert read.value("SELECT count(*) FROM person WHERE standing = 'resting'") == 4
    assert page.ending.words.text().startswith(
        "18 people have a rhythm now, 4 rest, 4 stay in the book without one."
    )

    for _ in range(3):
        press(qtbot, KEY.Key_Z, CTRL)
        settled()
    assert page._header.words.text().startswith("28 of 30.")
    for key in (KEY.Key_0, KEY.Key_0, KEY.Key_0):
        press(qtbot, key)
    settled()
    press(qtbot, KEY.Key_Return)  # to the others
    settled()
    assert page._header.words.text().startswith("1 of 23.")
    for _ in range(5):
        press(qtbot, KEY.Key_3)
    press(qtbot, KEY.Key_Escape)
    settled()
    assert program.window.stack.place[0] != "sort"

    again = start()
    sort_people(qtbot, settled)
    page, read = again.page, again.book.read
    assert page._header.words.text().startswith("1 of 18."), (
        "fifteen nobody saw yet, and three left for later"
    )
    for _ in range(18):
        press(qtbot, KEY.Key_0)
    settled()
    assert page._header.words.text() == "Everyone in your book has been looked at."
    press(qtbot, KEY.Key_Return)
    settled()
    assert again.window.stack.place[0] == "today"
    due = read.value("SELECT count(*) FROM person WHERE rhythm_days IS NOT NULL AND next_due_on IS NULL")
    assert due == 0
    assert again.book.check() == []
