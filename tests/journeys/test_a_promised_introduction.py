"""Main scenario: import contacts, log a coffee, keep a promised introduction, undo after a restart."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.mixed_cards import mixed_cards
from tests.ui.stories import CTRL, press, write
from ui.today.list_lines import accessible_text
from ui.widgets import mail

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
SAID = "Coffee with Ana Ruiz yesterday at Blue Bottle. Intro her to Ben Okafor by Friday, send her the pricing article"


@pytest.fixture
def address_book(tmp_path: Path) -> Path:
    file = tmp_path / "contacts.vcf"
    file.write_text(mixed_cards(500), encoding="utf-8", newline="")
    return file


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_from_an_empty_book_to_a_kept_word_and_back_after_a_restart(
    start, address_book, qtbot, settled, monkeypatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(mail.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    program = start()

    press(qtbot, KEY.Key_I, CTRL)
    settled()
    write(qtbot, str(address_book))
    press(qtbot, KEY.Key_Return)
    settled()
    program.window.activateWindow()  # as a window manager does when the dialog has closed
    settled()
    qtbot.waitUntil(lambda: program.page.take.text() == "Import 500 new")
    assert program.page._header.words.text() == "500 cards read: nothing is changed until you press Import."
    press(qtbot, KEY.Key_Return)
    settled()
    assert program.book.read.value("SELECT count(*) FROM person") == 500
    assert "Müller" in "".join(program.book.read.values("SELECT family FROM person"))

    press(qtbot, KEY.Key_L, CTRL)
    write(qtbot, SAID)
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_1, CTRL)
    settled()
    assert any(line.startswith("Introduce Ana Ruiz to Ben Okafor, Friday") for line in program.today())
    assert any(line.startswith("Send Ana Ruiz the pricing article, Monday") for line in program.today())

    while "Introduce" not in accessible_text(program.page.list.chosen()):
        press(qtbot, KEY.Key_J)
    press(qtbot, KEY.Key_Return)  # to the draft
    press(qtbot, KEY.Key_Return)  # opens it in the mail program
    assert opened
    assert opened[0].startswith("mailto:p500@example.org,r501@example.net?subject=")

    program.page.list.setFocus()
    press(qtbot, KEY.Key_D)
    press(qtbot, KEY.Key_Return)
    settled()
    assert not any("Introduce" in line for line in program.today())
    assert program.book.read.value("SELECT state FROM introduction") == "made"
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert any("Introduce Ana Ruiz to Ben Okafor" in line for line in program.today())
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    settled()
    assert not any("Introduce" in line for line in program.today())

    again = start()
    assert any("Send Ana Ruiz the pricing article, Monday" in line for line in again.today())
    assert not any("Introduce" in line for line in again.today())
    assert again.book.read.value("SELECT state FROM introduction") == "made"
    assert again.book.read.value("SELECT count(*) FROM person") == 500
    assert again.book.check() == []
    press(qtbot, KEY.Key_Z, CTRL)  # undo reaches back over the restart
    settled()
    assert any("Introduce Ana Ruiz to Ben Okafor" in line for line in again.today())
