"""Names that turn the writing round or hold what nobody sees, wherever the window puts them beside words of ours."""

import pytest
from PySide6.QtGui import QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget

from crm.book import Book
from crm.text.outside_text import MARK
from tests.crm.storage.test_journal import add_person
from tests.ui.stories import log
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.shell.toast import Toast
from ui.theme.avatars import initials
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import Chip, ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.labels import ElidedLabel, PlainLabel, set_tip
from ui.widgets.row_delegate import paint_chip, paint_text
from ui.widgets.row_model import RowModel

TURNED = "Ana\u202egnp.exe"
HIDDEN = "An\u200ba Ruiz"
HEBREW, ARABIC = "דנה כהן", "سارة علي 2"


def places(text: str) -> list[float]:
    """Where Qt paints each letter, from the left."""
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    return [line.cursorToX(at)[0] for at in range(len(text))]  # type: ignore[index]


@pytest.mark.parametrize(
    "name", [TURNED, HIDDEN, HEBREW, ARABIC, "\u2067Ana", "Ana\u2069\u2069", "\u202bאנה\u202c", "Ana\u200f"]
)
def test_the_words_round_a_name_keep_their_order(looked: QApplication, name: str) -> None:
    text = PlainLabel(f"Coffee with {name}, 3 weeks ago (2).").text()
    x = places(text)
    ours = [
        x[at]
        for word in ("Coffee", "with", ", 3", "3 weeks", "weeks", "ago", "(2)", "2).")
        for at in [text.rindex(word)]
    ]
    assert ours == sorted(ours)
    tail = text.rindex(", 3")
    assert all(x[at] <= x[tail] for at in range(text.index("with"), tail))


def test_every_widget_that_shows_words_shows_them_readably(looked: QApplication, qtbot) -> None:
    match_range, isolated = TURNED.replace("\u202e", MARK), f"\u2068{HEBREW}\u2069"
    parent = QWidget()
    qtbot.addWidget(parent)
    for name, seen in ((TURNED, match_range), (HEBREW, isolated)):
        words, wanted = f"{name}, 3 days", f"{seen}, 3 days"
        label, elided = PlainLabel(words), ElidedLabel(words)
        elided.resize(4000, 20)
        button, icon, chip, pressed = Button(words), IconButton("x", words), Chip(words), ChipButton(words)
        assert [one.text() for one in (label, elided, button, chip, pressed)] == [wanted] * 5
        assert [one.accessibleName() for one in (elided, button, icon, pressed)] == [wanted] * 4
        assert icon.toolTip() == wanted
        set_tip(parent, words)
        assert parent.toolTip() == wanted
        menu = open_menu(QPushButton(parent), [(1, words)], lambda value: None)
        assert [action.text() for action in menu.actions()] == [wanted]
        menu.close()
        toast = Toast(parent, lambda: None)
        toast.show_message(words)
        assert toast.accessibleName() == toast._words.accessibleName() == wanted
        model = RowModel(lambda row: row)
        model.set_rows([words])
        assert model.data(model.index(0, 0), 11) == wanted, "AccessibleTextRole"


def test_initials_are_letters() -> None:
    assert initials("\u202eana \u200bruiz") == "AR"


def painted(text: str) -> QImage:
    image = QImage(300, 30, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_text(painter, image.rect(), text)
    paint_chip(painter, 290, 15, text.partition(",")[0])
    painter.end()
    return image


def test_rows_paint_a_mark_and_an_isolate(looked: QApplication) -> None:
    assert painted(f"{TURNED}, 3 days") == painted(f"{TURNED.replace(chr(0x202E), MARK)}, 3 days")
    assert painted(f"{TURNED}, 3 days") != painted("Anagnp.exe, 3 days")
    assert painted(f"{HEBREW}, 3 days") == painted(f"\u2068{HEBREW}\u2069, 3 days")


def test_no_page_lets_a_name_turn_it_round(window: MainWindow, book: Book, context: Context, settled) -> None:
    one = add_person(book, TURNED)
    log(book, f"Coffee with {TURNED} yesterday")
    settled()
    context.open_person(one)
    settled()
    assert TURNED in [field.text() for field in window.findChildren(QLineEdit)], (
        "what is edited is the name itself"
    )
    window.context.show_message(f"Logged coffee with {TURNED}")
    labels = [label.text() for label in window.findChildren(QLabel)]
    spoken = [f"{one.accessibleName()} {one.toolTip()}" for one in window.findChildren(QWidget)]
    pressed = [button.text() for button in window.findChildren(QAbstractButton)]
    assert any(f"Ana{MARK}gnp.exe" in text for text in labels)
    assert not [text for text in [*labels, *spoken, *pressed, window.windowTitle()] if "\u202e" in text]
