"""The list of cards under headings: what is selected, said and left out in a narrow window."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm.people.short_names import PersonRef
from ui.theme.look import look
from ui.widgets import card_list
from ui.widgets.card_list import CardList
from ui.widgets.card_rows import CardHeading, CardRow, FoldedCards, Mark, accessible_text

ANA, BEN = PersonRef(1, "Ana Ruiz", "a"), PersonRef(2, "Ben Okafor", "b")
OFFERED = CardRow(
    "introduction-1",
    "Ana Ruiz and Ben Okafor",
    "Offered on 18 November",
    (ANA, BEN),
    (Mark("Ana: yes"), Mark("Ben: yes"), Mark("make it, since yesterday", "warn")),
)
ARTICLE = CardRow(
    "item-1", "Bees in the city", "urbanbees.example", icon="link", marks=(Mark("bees", "plain"),)
)
FOLDED = FoldedCards("closed", "4 closed, the last “quote in ranges”", "show")


@pytest.fixture
def cards(looked: QApplication, qtbot) -> CardList:
    made = CardList("Introductions")
    qtbot.addWidget(made)
    made.resize(640, 420)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.setFocus()
    made.set_rows([CardHeading("Yours to do next"), OFFERED, CardHeading("Links", "kept"), ARTICLE, FOLDED])
    return made


def test_the_keyboard_goes_from_card_to_card_and_over_headings(cards: CardList) -> None:
    opened: list[object] = []
    cards.row_opened.connect(opened.append)
    cards.choose_first()
    assert cards.chosen_card() == OFFERED
    QTest.keyClick(cards, Qt.Key.Key_Down)
    assert cards.chosen_card() == ARTICLE
    QTest.keyClick(cards, Qt.Key.Key_J)
    assert cards.chosen_card() is None
    QTest.keyClick(cards, Qt.Key.Key_Return)
    assert opened == [FOLDED]


def test_a_screen_reader_hears_title_line_and_marks() -> None:
    assert accessible_text(OFFERED) == (
        "Ana Ruiz and Ben Okafor, Offered on 18 November, Ana: yes, Ben: yes, make it, since yesterday"
    )
    assert accessible_text(FOLDED) == "4 closed, the last “quote in ranges”. show"
    assert accessible_text(CardHeading("Links", "kept")) == "Links, kept"


def test_a_heading_is_lower_than_a_card(cards: CardList) -> None:
    assert [cards.rowHeight(place) for place in range(5)] == [look.px(one) for one in (40, 66, 40, 66, 40)]


@pytest.mark.parametrize(("width", "left_out"), [(700, 0), (420, 1), (350, 2), (120, 3)])
def test_a_narrow_card_leaves_out_its_first_marks_first(
    looked: QApplication, width: int, left_out: int
) -> None:
    painter = QPainter(picture := QImage(800, 66, QImage.Format.Format_RGB32))
    free = card_list._paint_marks(painter, QRect(0, 0, width, 66), OFFERED)
    painter.end()
    assert not picture.isNull()
    shown = OFFERED.marks[left_out:]
    taken = sum(card_list._mark_width(mark) + look.px(12) for mark in shown)
    assert free == QRect(0, 0, width - taken, 66)
