"""Stylesheet of Qt's own composite widgets: file dialogs, their lists and headers, combo boxes, calendars."""

from collections.abc import Callable

from resources import FOLDER
from ui.theme.tokens import Tokens


def dialogs(t: Tokens, px: Callable[[float], int]) -> str:
    under_icons = t.border_strong if t.is_dark else t.surface  # Qt's arrows are black in every theme
    return f"""
QDialog {{ background: {t.window}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialog QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.border_strong};
    border-radius: {px(6)}px; selection-background-color: {t.selected}; }}
QDialog QAbstractItemView::item {{ padding: {px(2)}px {px(4)}px; }}
QDialog QAbstractItemView::item:selected {{ background: {t.selected}; color: {t.text}; }}
QDialog QToolButton {{ background: {under_icons}; border: 1px solid transparent; border-radius: {px(6)}px;
    padding: {px(3)}px; }}
QDialog QToolButton:hover, QDialog QToolButton:checked {{ border-color: {t.border_strong}; }}
QDialog QToolButton:focus {{ border: 2px solid {t.accent}; padding: {px(3) - 1}px; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.text2}; border: none;
    border-bottom: 1px solid {t.border}; padding: {px(4)}px {px(6)}px; }}
QSplitter::handle {{ background: transparent; }}
"""


def combo_boxes(t: Tokens, px: Callable[[float], int]) -> str:
    arrow = (FOLDER / "icons" / f"down-{'dark' if t.is_dark else 'light'}.svg").as_posix()
    return f"""
QComboBox {{ color: {t.text}; background: {t.surface}; border: 1px solid {t.border_strong};
    border-radius: {px(6)}px; padding: {px(4)}px {px(8)}px; min-height: {px(20)}px; }}
QComboBox:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px {px(8) - 1}px; }}
QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(14)}px; height: {px(14)}px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.border};
    selection-background-color: {t.selected}; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.selected}; color: {t.text}; }}
"""


def calendars(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.surface}; }}
QCalendarWidget QToolButton {{ color: {t.text}; background: transparent; border: 1px solid transparent;
    border-radius: {px(6)}px; padding: {px(4)}px {px(8)}px; }}
QCalendarWidget QToolButton:hover {{ background: {t.hover}; }}
QCalendarWidget QToolButton:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px {px(8) - 1}px; }}
QCalendarWidget QAbstractItemView {{ background: {t.surface}; color: {t.text};
    alternate-background-color: {t.surface}; selection-background-color: {t.accent};
    selection-color: {t.accent_text}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t.text3}; }}
"""
