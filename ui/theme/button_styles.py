"""Stylesheet of buttons, and of choice cards, which are buttons that look like cards."""

from collections.abc import Callable

from ui.theme.fonts import font_css
from ui.theme.tokens import Tokens


def buttons(t: Tokens, px: Callable[[float], int]) -> str:
    edge = f"border-radius: {px(6)}px; padding: {px(6)}px {px(12)}px; min-height: {px(20)}px;"
    focus = f"border: 2px solid {t.accent}; padding: {px(6) - 1}px {px(12) - 1}px;"
    return f"""
QPushButton {{ {font_css("medium", px)} {edge} color: {t.text}; background: {t.surface};
    border: 1px solid {t.border_strong}; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.selected}; }}
QPushButton:disabled {{ color: {t.text3}; border-color: {t.border}; }}
QPushButton:focus {{ {focus} }}
QPushButton[hinted="true"] {{ text-align: left; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.accent_text}; border-color: {t.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border-color: {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.hover}; color: {t.text3}; border-color: {t.border}; }}
QPushButton[kind="segment"] {{ background: transparent; border: 1px solid transparent; border-radius: {px(6)}px; }}
QPushButton[kind="segment"][place="middle"] {{ border-radius: 0; border-left-color: {t.border}; border-right-color: {t.border}; }}
QPushButton[kind="segment"]:hover {{ background: {t.hover}; }}
QPushButton[kind="segment"]:checked {{ {font_css("strong", px)} background: {t.selected}; color: {t.accent}; }}
QPushButton[kind="segment"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {t.text2}; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.text3}; border-color: transparent; }}
QPushButton[kind="quiet"]:focus {{ border-color: {t.accent}; }}
"""


def text_buttons(t: Tokens, px: Callable[[float], int]) -> str:
    """Text that acts without looking like a button."""
    return f"""
QPushButton[kind="text"] {{ {font_css("body", px)} background: transparent; color: {t.text}; min-height: 0;
    border: 1px solid transparent; padding: {px(2)}px {px(1)}px; }}
QPushButton[kind="text"][part="chip"] {{ {font_css("medium", px)} min-height: {px(24) - 2 * px(2) - 2}px; }}
QPushButton[kind="text"]:hover {{ color: {t.link}; }}
QPushButton[kind="text"]:focus {{ border: 2px solid {t.accent}; padding: {px(2) - 1}px 0; }}
QPushButton[kind="line"] {{ {font_css("body", px)} text-align: left; background: transparent; color: {t.text};
    min-height: 0; border: 1px solid transparent; border-radius: {px(4)}px; padding: {px(2)}px {px(1)}px; }}
QPushButton[kind="line"]:hover {{ color: {t.link}; }}
QPushButton[kind="line"]:focus {{ border: 2px solid {t.accent}; padding: {px(2) - 1}px 0; }}
QPushButton[kind="heading"] {{ {font_css("caption", px)} text-align: left; background: transparent; color: {t.text3};
    min-height: 0; border: 1px solid transparent; border-radius: {px(4)}px; padding: {px(2)}px {px(3)}px; }}
QPushButton[kind="heading"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="heading"]:focus {{ border: 2px solid {t.accent}; padding: {px(2) - 1}px {px(3) - 1}px; }}
QPushButton[kind="link"] {{ background: transparent; color: {t.link}; border-color: transparent;
    padding: {px(2)}px {px(4)}px; }}
QPushButton[kind="link"]:hover {{ color: {t.accent_hover}; }}
QPushButton[kind="link"]:disabled {{ color: {t.text3}; border-color: transparent; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: {px(2) - 1}px {px(4) - 1}px; }}
"""


def shell_buttons(t: Tokens, px: Callable[[float], int]) -> str:
    """Log in the sidebar, and Undo in the toast."""
    return f"""
QPushButton[kind="log"] {{ {font_css("strong", px)} text-align: left; border-radius: {px(8)}px;
    background: {t.accent}; color: {t.accent_text}; border-color: {t.accent};
    padding: {px(7)}px {px(11)}px; }}
QPushButton[kind="log"]:hover {{ background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[kind="log"]:disabled {{ background: {t.hover}; color: {t.text3}; border-color: {t.border}; }}
QPushButton[kind="log"]:focus {{ border: 2px solid {t.text}; padding: {px(7) - 1}px {px(11) - 1}px; }}
QPushButton[kind="toast"] {{ background: transparent; color: {t.toast_accent}; border-color: transparent;
    {font_css("strong", px)} padding: {px(2)}px {px(6)}px; }}
QPushButton[kind="toast"]:focus {{ border: 2px solid {t.toast_accent}; padding: {px(2) - 1}px {px(6) - 1}px; }}
"""


def tool_buttons(t: Tokens, px: Callable[[float], int]) -> str:
    """Icon buttons, and the pages in the sidebar."""
    return f"""
QToolButton[kind="icon"] {{ background: transparent; border: 1px solid transparent; border-radius: {px(8)}px; }}
QToolButton[kind="icon"]:hover {{ background: {t.hover}; }}
QToolButton[kind="icon"]:focus {{ border: 2px solid {t.accent}; }}
QToolButton[kind="nav"] {{ {font_css("row", px)} text-align: left; color: {t.text2}; background: transparent;
    border: 1px solid transparent; border-radius: {px(8)}px; padding: {px(6)}px {px(9)}px; }}
QToolButton[kind="nav"]:hover {{ background: {t.hover}; }}
QToolButton[kind="nav"][lit="true"] {{ background: {t.selected}; color: {t.text}; }}
QToolButton[kind="nav"]:disabled {{ color: {t.text3}; }}
QToolButton[kind="nav"]:focus {{ border: 2px solid {t.accent}; padding: {px(6) - 1}px {px(9) - 1}px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def choice_cards(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QPushButton[kind="choice"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(10)}px;
    padding: 0; min-height: 0; }}
QPushButton[kind="choice"]:hover {{ background: {t.hover}; border-color: {t.border_strong}; }}
QPushButton[kind="choice"]:pressed {{ background: {t.selected}; }}
QPushButton[kind="choice"]:checked {{ background: {t.selected}; border-color: {t.accent}; }}
QPushButton[kind="choice"]:focus {{ border: 2px solid {t.accent}; }}
QFrame[card="offer"] QPushButton {{ padding: {px(5)}px {px(8)}px; }}
QFrame[card="offer"] QPushButton:focus {{ padding: {px(5) - 1}px {px(8) - 1}px; }}
QFrame[card="true"][ringed="true"] {{ border: 2px solid {t.accent}; }}
"""
