"""The stylesheet, generated from the tokens: class and property selectors only, no `*`, no bitmaps."""

from collections.abc import Callable

from resources import FOLDER
from ui.theme import button_styles, qt_dialogs
from ui.theme.fonts import font_css
from ui.theme.tokens import Tokens

_LABEL_COLORS = {
    "page": "text",
    "title": "text",
    "section": "text2",
    "strong": "text",
    "row": "text",
    "input": "text",
    "body": "text",
    "quiet": "text2",
    "small": "text2",
    "medium": "text",
    "caption": "text3",
    "brand": "text",
    "error": "danger",
}
_LABEL_FONTS = {"quiet": "body", "error": "small"}
_TONES = {
    "plain": ("{chip}", "text2"),
    "good": ("{selected}", "accent"),
    "warn": ("{warn_bg}", "warn"),
    "danger": ("{danger_bg}", "danger"),
    "ok": ("{ok_bg}", "ok"),
    "info": ("{info_bg}", "info"),
}


def chip_colors(tokens: Tokens, tone: str) -> tuple[str, str]:
    """Background and text colour of a chip, for the stylesheet and for delegates."""
    background, ink = _TONES[tone]
    chip = tokens.hover if tokens.is_dark else tokens.sidebar
    filled = {
        name: getattr(tokens, name) for name in ("selected", "warn_bg", "danger_bg", "ok_bg", "info_bg")
    }
    return background.format(chip=chip, **filled), getattr(tokens, ink)


def stylesheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    parts = (
        _frames, _labels, button_styles.buttons, button_styles.text_buttons, button_styles.shell_buttons,
        button_styles.tool_buttons, _chips, _key_hints, _fields, _inline_fields, _searching, _checks, _views, _floating,
        _scrolling, button_styles.choice_cards, qt_dialogs.dialogs, qt_dialogs.combo_boxes, qt_dialogs.calendars,
    )  # fmt: skip
    return "\n".join(part(tokens, px) for part in parts)


def _faded(color: str) -> str:
    """For decorative edges only, never for what must be seen to be used."""
    return f"#73{color[1:]}"


def _frames(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QWidget[ground="window"] {{ background: {t.window}; }}
QWidget[ground="sidebar"] {{ background: {t.sidebar}; border-right: 1px solid {t.border}; }}
QWidget[ground="surface"] {{ background: {t.surface}; }}
QWidget[ground="panel"] {{ background: {t.surface}; border-left: 1px solid {t.border}; }}
QFrame[card="true"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(10)}px; }}
QFrame[card="outline"] {{ background: transparent; border: 1px solid {t.border}; border-radius: {px(8)}px; }}
QFrame[card="sheet"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(12)}px; }}
QFrame[card="offer"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(10)}px; }}
QFrame[card="offer"][chosen="true"] {{ border: 2px solid {t.accent}; }}
QFrame[quote="true"] {{ border: none; border-left: 2px solid {t.border_strong}; }}
QFrame[card="mail"] {{ background: {t.raised if t.is_dark else t.sidebar}; border: none;
    border-radius: {px(10)}px; }}
QFrame[card="line"] {{ background: {t.surface}; border: 2px solid transparent; border-radius: {px(8)}px; }}
QFrame[card="line"]:hover {{ background: {t.hover}; }}
QFrame[card="line"]:focus {{ border-color: {t.accent}; }}
QFrame[card="line"][open="true"] {{ background: {t.selected}; }}
QFrame[card="answer"] {{ background: {t.surface}; border: 1px solid {t.border_strong}; border-radius: {px(6)}px;
    padding: 1px; }}
QFrame[card="answer"][lit="true"] {{ border: 2px solid {t.accent}; padding: 0; }}
QFrame[card="segments"] {{ background: {t.surface}; border: 1px solid {t.border_strong}; border-radius: {px(7)}px; }}
QFrame[card="person"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(14)}px; }}
QFrame[card="popup"] {{ background: {t.raised}; border: 1px solid {t.border_strong}; }}
QWidget[ground="choice"] {{ background: {t.warn_bg}; border: none; border-radius: {px(6)}px; }}
QWidget[ground="guard"] {{ background: {t.warn_bg}; border: none;
    border-radius: {px(8)}px; }}
QFrame[card="toast"] {{ background: {t.toast}; border: none; border-radius: {px(10)}px; }}
QFrame[card="toast"] QLabel {{ color: {t.toast_text}; {font_css("body", px)} }}
QFrame[hairline="true"] {{ background: {t.border}; border: none; }}
"""


def _labels(t: Tokens, px: Callable[[float], int]) -> str:
    return "\n".join(
        f'QLabel[role="{role}"] {{ color: {getattr(t, color)}; {font_css(_LABEL_FONTS.get(role, role), px)} }}'
        for role, color in _LABEL_COLORS.items()
    )


def _chips(t: Tokens, px: Callable[[float], int]) -> str:
    tones, toned, crossed = [], [], []
    for tone in _TONES:
        ground, ink = chip_colors(t, tone)
        tones.append(f'QLabel[chip="{tone}"] {{ background: {ground}; color: {ink}; }}')
        toned.append(f'QPushButton[chip="true"][tone="{tone}"] {{ background: {ground}; color: {ink}; }}')
        crossed.append(f'QToolButton[chip="cross"][tone="{tone}"] {{ background: {ground}; }}')
    shape = f"{font_css('caption', px)} border-radius: {px(9)}px; padding: {px(2)}px {px(8)}px;"
    button = f"padding: {px(2)}px {px(8) - 1}px; border-radius: {px(11)}px;"
    least = px(24) - 2 * px(2) - 2  # 24 with padding and edge: the smallest touch target
    plain = chip_colors(t, "plain")
    return f"""
QLabel[chip] {{ {shape} }}
{chr(10).join(tones)}
QPushButton[chip="true"] {{ {shape} min-height: {least}px; background: {plain[0]}; color: {plain[1]};
    border: 1px solid transparent; {button} }}
{chr(10).join(toned)}
QPushButton[chip="true"]:hover {{ color: {t.text}; }}
QPushButton[chip="true"]:disabled {{ color: {t.text3}; background: transparent; border-color: {t.border}; }}
QPushButton[chip="true"]:checked:disabled {{ color: {t.text3}; border-color: {t.text3}; }}
QPushButton[chip="true"]:checked {{ background: {t.selected}; color: {t.accent}; }}
QPushButton[chip="true"]:focus {{ border: 2px solid {t.accent}; padding: {px(2) - 1}px {px(8) - 2}px; }}
QPushButton[chip="true"][part="body"] {{ border-top-right-radius: 0; border-bottom-right-radius: 0;
    border-right: none; padding-right: {px(2)}px; }}
QPushButton[chip="true"][part="body"]:focus {{ border-right: 2px solid {t.accent}; padding-right: 0; }}
QToolButton[chip="cross"] {{ border: 1px solid transparent; border-left: none; border-radius: 0;
    border-top-right-radius: {px(11)}px; border-bottom-right-radius: {px(11)}px; }}
{chr(10).join(crossed)}
QToolButton[chip="cross"]:hover {{ background: {t.border}; }}
"""


def _key_hints(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QLabel[key="true"] {{ {font_css("key", px)} color: {t.text2}; border: 1px solid {_faded(t.text2)};
    border-radius: {px(4)}px; padding: 0 {px(5)}px; }}
QLabel[key="accent"] {{ {font_css("key", px)} color: {t.accent_text}; border: 1px solid {_faded(t.accent_text)};
    border-radius: {px(4)}px; padding: 0 {px(5)}px; }}
QLabel[key="accent"]:disabled {{ color: {t.text3}; border-color: {t.border}; }}
"""


def _fields(t: Tokens, px: Callable[[float], int]) -> str:
    line = f"{font_css('body', px)} color: {t.text}; selection-background-color: {t.selected}; selection-color: {t.text};"
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit {{ {line} placeholder-text-color: {t.text3};
    background: {t.surface}; border: 1px solid {t.border_strong}; border-radius: {px(6)}px; padding: {px(5)}px {px(9)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent};
    padding: {px(5) - 1}px {px(9) - 1}px; }}
"""


def _inline_fields(t: Tokens, px: Callable[[float], int]) -> str:
    """Flat until hovered."""
    return f"""
QLineEdit[flat="true"], QPlainTextEdit[flat="true"] {{ background: transparent; border: 1px solid transparent;
    padding: {px(3)}px {px(5)}px; }}
QLineEdit[flat="true"]:hover, QPlainTextEdit[flat="true"]:hover {{ border-color: {t.border_strong}; }}
QLineEdit[flat="true"]:focus, QPlainTextEdit[flat="true"]:focus {{ background: {t.surface};
    border: 2px solid {t.accent}; padding: {px(3) - 1}px {px(5) - 1}px; }}
QPlainTextEdit[flat="answer"], QPlainTextEdit[flat="answer"]:focus {{ background: transparent; border: none;
    padding: {px(3)}px 0; }}
QPlainTextEdit[flat="note"] {{ border: 1px solid {t.border}; border-radius: {px(10)}px;
    padding: {px(9)}px {px(11)}px; }}
QPlainTextEdit[flat="note"]:hover {{ border-color: {t.border_strong}; }}
QPlainTextEdit[flat="note"]:focus {{ border: 2px solid {t.accent}; padding: {px(9) - 1}px {px(11) - 1}px; }}
QLineEdit[flat="phrase"] {{ {font_css("input", px)} background: transparent; border: 1px solid transparent;
    border-bottom: 1px dashed {t.border_strong}; border-radius: 0; padding: {px(2)}px 0; }}
QLineEdit[flat="phrase"]:hover {{ border-bottom: 1px solid {t.accent}; }}
QLineEdit[flat="phrase"]:read-only {{ border-bottom-color: transparent; }}
QLineEdit[flat="phrase"]:focus {{ background: {t.surface}; border: 2px solid {t.accent};
    border-radius: {px(6)}px; padding: {px(2) - 1}px {px(5)}px; }}
QPlainTextEdit[weight="strong"] {{ {font_css("strong", px)} }}
QLineEdit[flat="true"]:read-only, QPlainTextEdit[flat="true"]:read-only {{ color: {t.text2}; }}
QLineEdit[flat="true"]:read-only:hover, QLineEdit[flat="page"]:read-only:hover,
QLineEdit[flat="chip"]:read-only:hover {{ border-color: transparent; }}
QLineEdit[flat="page"] {{ {font_css("page", px)} background: transparent; border: 1px solid transparent;
    padding: 0 {px(3)}px; }}
QLineEdit[flat="page"]:hover {{ border-color: {t.border_strong}; }}
QLineEdit[flat="page"]:focus {{ background: {t.surface}; border: 2px solid {t.accent}; padding: 0 {px(3) - 1}px; }}
QLineEdit[flat="chip"] {{ {font_css("caption", px)} background: transparent; border: 1px solid transparent;
    border-radius: {px(9)}px; padding: 0 {px(5)}px; }}
QLineEdit[flat="chip"]:hover {{ border-color: {t.border_strong}; }}
QLineEdit[flat="chip"]:focus {{ background: {t.surface}; border: 2px solid {t.accent}; padding: 0 {px(4)}px; }}
QLineEdit[flat="subject"] {{ {font_css("strong", px)} background: transparent; border: 1px solid transparent;
    padding: {px(3)}px {px(5)}px; }}
QLineEdit[flat="subject"]:hover {{ border-color: {t.border_strong}; }}
QLineEdit[flat="subject"]:focus {{ background: {t.surface}; border: 2px solid {t.accent};
    padding: {px(3) - 1}px {px(5) - 1}px; }}
"""


def _searching(t: Tokens, px: Callable[[float], int]) -> str:
    """Fields for filters, the one box (with the button that opens it), and capture."""
    return f"""
QLineEdit[kind="search"] {{ border: 1px solid {t.border_strong}; border-radius: {px(8)}px;
    padding: {px(7)}px {px(11)}px; }}
QLineEdit[kind="search"]:focus {{ border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(11) - 1}px; }}
QLineEdit[kind="search"]:read-only {{ background: transparent; border-color: {t.border}; color: {t.text3}; }}
QLineEdit[kind="who"] {{ {font_css("small", px)} background: transparent; border: 1px dashed {t.border_strong};
    border-radius: {px(14)}px; padding: 0 {px(11)}px; }}
QLineEdit[kind="who"]:focus {{ background: {t.surface}; border: 2px solid {t.accent}; padding: 0 {px(10)}px; }}
QLineEdit[kind="box"] {{ {font_css("input", px)} border: none; background: transparent;
    padding: {px(10)}px {px(12)}px; }}
QPushButton[kind="search"] {{ {font_css("body", px)} text-align: left; color: {t.text3}; background: {t.surface};
    border: 1px solid {t.border}; border-radius: {px(8)}px; padding: {px(7)}px {px(11)}px; }}
QPushButton[kind="search"]:hover {{ border-color: {t.border_strong}; }}
QPushButton[kind="search"]:focus {{ border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(11) - 1}px; }}
QTextEdit[kind="capture"], QPlainTextEdit[kind="capture"] {{ {font_css("input", px)} border-radius: {px(10)}px;
    padding: {px(8)}px {px(10)}px; }}
QTextEdit[kind="capture"]:focus, QPlainTextEdit[kind="capture"]:focus {{ border: 2px solid {t.accent};
    padding: {px(8) - 1}px {px(10) - 1}px; }}
"""


def _checks(t: Tokens, px: Callable[[float], int]) -> str:
    tick = (FOLDER / "icons" / f"tick-{'dark' if t.is_dark else 'light'}.svg").as_posix()
    return f"""
QCheckBox, QRadioButton {{ {font_css("body", px)} color: {t.text}; spacing: {px(8)}px; padding: {px(2)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}px; height: {px(16)}px; background: {t.surface};
    border: 1px solid {t.border_strong}; border-radius: {px(4)}px; }}
QRadioButton::indicator {{ border-radius: {px(8)}px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: url("{tick}"); }}
QRadioButton::indicator:checked {{ border: {px(5)}px solid {t.accent}; width: {px(8)}px; height: {px(8)}px; }}
QWidget[kind="comparison"] {{ border: 2px solid transparent; border-radius: {px(6)}px; }}
QWidget[kind="comparison"]:focus {{ border-color: {t.accent}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; border-radius: {px(4)}px; padding: 0; }}
"""


def _views(t: Tokens, px: Callable[[float], int]) -> str:
    # Items are painted by delegates: no rule for ::item here. A view without a parent is a window of its own
    # (a completer's list) and needs a background, or it is black.
    return f"""
QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.border_strong}; outline: 0; color: {t.text};
    selection-background-color: {t.selected}; selection-color: {t.text}; }}
QWidget QAbstractItemView {{ background: transparent; border: none; selection-background-color: transparent; }}
QProgressBar {{ background: {t.hover}; border: none; border-radius: {px(3)}px; max-height: {px(6)}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(3)}px; }}
"""


def _floating(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QMenu {{ {font_css("body", px)} background: {t.raised}; color: {t.text}; border: 1px solid {t.border};
    padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: {px(6)}px; }}
QMenu::item:selected {{ background: {t.selected}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: {px(4)}px {px(8)}px; }}
QMenuBar {{ {font_css("body", px)} background: {t.sidebar}; color: {t.text}; }}
QMenuBar::item:selected {{ background: {t.selected}; }}
QToolTip {{ {font_css("small", px)} background: {t.raised}; color: {t.text}; border: 1px solid {t.border};
    padding: {px(4)}px {px(6)}px; }}
"""


def _scrolling(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QScrollArea {{ border: none; background: transparent; }}
QWidget[ground="clear"] {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
QScrollBar::handle {{ background: {_faded(t.border_strong)}; border-radius: {px(3)}px; margin: {px(2)}px; }}
QScrollBar::handle:hover {{ background: {t.border_strong}; }}
QScrollBar[idle="true"]::handle {{ background: transparent; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
