"""Unsaved text when the window closes: saved if possible, else kept as a draft."""

from PySide6.QtWidgets import QWidget

from ui.drafts import Drafts
from ui.widgets.fields import InlineField, InlineNote


def save_unsaved_text(window: QWidget, drafts: Drafts | None) -> None:
    """Lets the focused field save itself, and writes pending drafts to disk before it returns."""
    if (focused := window.focusWidget()) is not None:
        focused.clearFocus()
        if isinstance(focused, InlineField | InlineNote):
            focused.save()  # Qt sends no focus event if the window is not the active one
    if drafts is not None:
        drafts.write_now()
