"""Stylesheet of choice cards: surfaces like cards that react like buttons."""

from collections.abc import Callable

from ui.theme.tokens import Tokens


def cards(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QPushButton[kind="choice"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(10)}px;
    padding: 0; min-height: 0; }}
QPushButton[kind="choice"]:hover {{ background: {t.hover}; border-color: {t.border_strong}; }}
QPushButton[kind="choice"]:pressed {{ background: {t.selected}; }}
QPushButton[kind="choice"]:checked {{ background: {t.selected}; border-color: {t.accent}; }}
QPushButton[kind="choice"]:focus {{ border: 2px solid {t.accent}; }}
QFrame[card="true"][ringed="true"] {{ border: 2px solid {t.accent}; }}
"""
