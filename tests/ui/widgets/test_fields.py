"""Fields save themselves: on Enter and on leaving, once a change; Esc brings the old text back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.fields import InlineField, InlineNote, SearchField


@pytest.fixture
def form(looked: QApplication, qtbot) -> QWidget:
    made = QWidget()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def put(form: QWidget, field: QWidget) -> list[str]:
    said: list[str] = []
    field.edited_text.connect(said.append)  # type: ignore[attr-defined]
    form.layout().addWidget(field)
    form.layout().addWidget(QLineEdit())
    QApplication.processEvents()  # shows what was added
    field.setFocus()
    return said


def test_leaving_saves_once(form: QWidget, qtbot) -> None:
    field = InlineField("Ana")
    said = put(form, field)
    qtbot.keyClicks(field, " Ruiz")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert said == ["Ana Ruiz"]


def test_leaving_without_a_change_saves_nothing(form: QWidget, qtbot) -> None:
    field = InlineField("Ana")
    said = put(form, field)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert said == []


def test_esc_brings_the_old_text_back(form: QWidget, qtbot) -> None:
    field = InlineField("Ana")
    said = put(form, field)
    qtbot.keyClicks(field, "xyz")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), said) == ("Ana", [])


def test_esc_brings_the_old_text_back_after_it_was_refused_and_left(form: QWidget, qtbot) -> None:
    for field, kept in ((InlineField("Ana"), "Ana"), (InlineNote("Ana"), "Ana")):
        put(form, field)
        field.edited_text.connect(lambda _text, field=field: field.refuse())
        taken_back = []
        field.taken_back.connect(lambda taken_back=taken_back: taken_back.append(True))
        qtbot.keyClicks(field, "xyz")
        qtbot.keyClick(field, Qt.Key.Key_Tab)
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        text = field.text() if isinstance(field, InlineField) else field.toPlainText()
        assert (text, taken_back) == (kept, [True])


def test_a_reload_leaves_alone_what_is_being_typed(form: QWidget, qtbot) -> None:
    field = InlineField("Ana")
    put(form, field)
    qtbot.keyClicks(field, " R")
    field.show_text("Ana Maria")
    assert field.text() == "Ana R"


def test_a_note_saves_on_leaving_and_grows_with_its_lines(form: QWidget, qtbot) -> None:
    note = InlineNote("one line")
    said = put(form, note)
    low = note.height()
    note.setPlainText("one line\ntwo lines\nthree lines")
    assert note.height() > low
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert said == ["one line\ntwo lines\nthree lines"]


def test_the_filter_hands_down_to_the_list_and_esc_empties_it(form: QWidget, qtbot) -> None:
    field = SearchField("Filter by name")
    form.layout().addWidget(field)
    field.setFocus()
    qtbot.keyClicks(field, "ana")
    with qtbot.waitSignal(field.left_downwards):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_long_value_shows_its_beginning_before_and_after_it_was_edited(form: QWidget, qtbot) -> None:
    field = InlineField("someone.with.a.very.long.name@a.very.long.organisation.example")
    put(form, field)
    field.setFixedWidth(120)
    field.clearFocus()
    assert field.cursorPosition() == 0
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    assert field.cursorPosition() > 0
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.cursorPosition() == 0


def test_what_esc_dropped_comes_back_with_undo(form: QWidget, qtbot) -> None:
    for field in (InlineField("Ana"), InlineNote("Ana")):
        put(form, field)
        field.selectAll()
        qtbot.keyClicks(field, "two hours of notes")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        text = field.text if isinstance(field, InlineField) else field.toPlainText
        assert text() == "Ana"
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert text() == "two hours of notes"
