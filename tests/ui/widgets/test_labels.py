"""Text from users and files is shown as it is, never taken for markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ui.theme.avatars import initials
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, ChipButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, PlainLabel, sentence, set_tip
from ui.widgets.layout import Line

HOSTILE = ['<img src="/etc/hostname" width=5000>', "<b>Ana</b>", "A & B <script>", "Tom\nSandberg"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [PlainLabel, ElidedLabel, Chip, sentence])
def test_labels_show_markup_literally(looked: QApplication, text: str, make) -> None:
    label: QLabel = make(text)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() < 1000


@pytest.mark.parametrize("text", HOSTILE[:3])
def test_tooltips_show_markup_literally(looked: QApplication, text: str) -> None:
    label = PlainLabel("x")
    set_tip(label, text)
    shown = label.toolTip()
    assert shown == text or ("&lt;" in shown and "<img" not in shown and "<b>" not in shown)


def test_an_ampersand_in_a_name_is_no_access_key(looked: QApplication) -> None:
    for made in (Button("Abe & Daughters"), ChipButton("Abe & Daughters")):
        assert made.text() == "Abe && Daughters"
        assert made.accessibleName() == "Abe & Daughters"


def test_what_does_not_fit_ends_in_an_ellipsis_and_is_still_spoken(looked: QApplication) -> None:
    label = ElidedLabel("Last contact 11 weeks ago; your rhythm is 2 months")
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.accessibleName() == label.toolTip() == "Last contact 11 weeks ago; your rhythm is 2 months"
    label.resize(600, 20)
    assert label.text() == label.accessibleName()


def test_a_sentence_needs_more_room_when_it_is_narrow(looked: QApplication) -> None:
    label = sentence("Ana is looking for a packaging designer. Ben can help with packaging and print.")
    assert label.heightForWidth(120) > label.heightForWidth(300) > label.heightForWidth(2000) > 0


@given(st.text(max_size=40))
def test_any_name_has_initials(name: str) -> None:
    assert 1 <= len(initials(name)) <= 6


def test_a_line_gives_its_label_the_width_of_all_labels(looked: QApplication, qtbot) -> None:
    line = Line("Christopher is looking for", PlainLabel("a packaging designer"))
    qtbot.addWidget(line)
    line.resize(400, 40)
    line.show()
    assert line.label.width() == 112
    assert line.label.text().endswith("…"), "cut with a sign that it was"
    assert line.label.toolTip() == "Christopher is looking for"
    assert line.content.itemAt(0).widget().x() >= line.label.geometry().right()


def test_an_empty_state_shows_its_whole_sentence(looked: QApplication, qtbot) -> None:
    state = EmptyState("Nobody is in your book yet. Bring your contacts, or log the first meeting.", "Import")
    qtbot.addWidget(state)
    state.resize(900, 600)
    state.show()
    assert state.sentence.height() >= state.sentence.heightForWidth(state.sentence.width())
    assert abs(state.sentence.geometry().center().x() - 450) < 3
