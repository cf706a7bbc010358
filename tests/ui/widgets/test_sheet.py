"""A sheet keeps the keyboard inside while it is open, gives it back, and lets no shortcut of the window through."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from ui.widgets.buttons import Button
from ui.widgets.sheet import Sheet
from ui.widgets.side_panel import WithPanel


@pytest.fixture
def below(looked: QApplication, qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QLineEdit())
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.centralWidget().setFocus()
    return window


@pytest.fixture
def sheet(below: QMainWindow) -> Sheet:
    made = Sheet(below, "A question")
    made.first, made.last = QLineEdit(), Button("Done")  # type: ignore[attr-defined]
    made.body.addWidget(made.first)  # type: ignore[attr-defined]
    made.body.addWidget(made.last)  # type: ignore[attr-defined]
    return made


def test_tab_goes_round_inside_and_esc_gives_the_focus_back(below: QMainWindow, sheet: Sheet, qtbot) -> None:
    sheet.open()
    sheet.first.setFocus()
    qtbot.keyClick(sheet.first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet.last
    qtbot.keyClick(sheet.last, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet.first
    qtbot.keyClick(sheet.first, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is sheet.last
    qtbot.keyClick(sheet.last, Qt.Key.Key_Escape)
    assert not sheet.is_open
    assert QApplication.focusWidget() is below.centralWidget()


def test_no_shortcut_of_the_window_fires_while_it_is_open(below: QMainWindow, sheet: Sheet, qtbot) -> None:
    fired: list[bool] = []
    action = QAction("Go", below)
    action.setShortcut(QKeySequence("Ctrl+1"))
    action.triggered.connect(lambda on: fired.append(on))
    below.addAction(action)
    sheet.open()
    sheet.first.setFocus()
    qtbot.keyClick(sheet.first, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert fired == []
    sheet.close_sheet()
    qtbot.keyClick(below.centralWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert len(fired) == 1


def test_a_click_outside_closes_it_and_one_inside_does_not(sheet: Sheet, qtbot) -> None:
    sheet.open()
    QApplication.processEvents()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.card.geometry().center())
    assert sheet.is_open
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not sheet.is_open


def test_enter_presses_a_button(sheet: Sheet, qtbot) -> None:
    sheet.open()
    sheet.last.setFocus()
    with qtbot.waitSignal(sheet.last.clicked):
        qtbot.keyClick(sheet.last, Qt.Key.Key_Return)


def test_the_panel_stands_beside_in_a_wide_window_and_lies_over_in_a_narrow_one(
    below: QMainWindow, qtbot
) -> None:
    main = QLineEdit()
    body = WithPanel(main)
    below.setCentralWidget(body)
    body.show_in_panel(Button("Open in mail"))
    QApplication.processEvents()
    assert not body.panel.isVisible(), "in a narrow window it waits to be asked for"
    body.open_panel()
    assert body.panel.isVisible()
    assert body.panel.geometry().right() <= body.width()
    main.setFocus()
    body.panel.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert not body.panel.isVisible()
    below.resize(1280, 800)
    QApplication.processEvents()
    assert body.panel.isVisible()
    assert main.geometry().right() < body.panel.geometry().left()
