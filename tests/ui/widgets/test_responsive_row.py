"""Large text in a small window: what does not fit beside goes below, and nothing is cut off."""

from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button, KeyHint, SearchButton
from ui.widgets.page_header import PageHeader
from ui.widgets.responsive_row import button_row


def test_the_buttons_at_the_foot_keep_their_width_at_twice_the_size(looked, qtbot) -> None:
    look.set_percent(200)
    save = Button("Save as asked", "primary", keys="Ctrl+Enter")
    made = button_row([Button("Start from a template", "quiet")], [Button("Copy"), save])
    sheet = QWidget()  # a window of its own would not become narrower than both beside each other
    qtbot.addWidget(sheet)
    made.setParent(sheet)
    made.resize(700, 200)
    sheet.show()
    looked.processEvents()
    assert save.width() >= save.sizeHint().width()
    assert save.mapTo(made, save.rect().bottomRight()).x() < 700
    assert made._below
    made.resize(1400, 200)
    assert not made._below


def test_the_search_makes_room_for_the_title(looked, qtbot) -> None:
    look.set_percent(200)
    made = PageHeader("Saturday 21 November", "", SearchButton(lambda: None))
    qtbot.addWidget(made)
    made.resize(840, 160)
    made.show()
    looked.processEvents()
    assert made.title.text() == "Saturday 21 November"
    right: QWidget = made.right.itemAt(0).widget()
    assert right.mapTo(made, right.rect().bottomRight()).x() < 840
    assert right.accessibleName() == "Find anyone or anything"
    made.resize(700, 160)
    made.show_text("People", "29 people, 0 with a rhythm")
    looked.processEvents()
    assert made.words.width() >= made.words.sizeHint().width(), "the sentence is read before the search"
    assert right.text() == "Find"
    made.resize(560, 160)
    looked.processEvents()
    assert right.text() == ""
    (key,) = right.findChildren(KeyHint)
    assert key.isVisible(), "an empty box tells nobody what it is"
    assert right.rect().contains(key.geometry())
