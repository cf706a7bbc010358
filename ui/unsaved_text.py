"""What is typed in a window that ends: saved where it can be, else kept as a draft."""

from PySide6.QtWidgets import QWidget

from ui.drafts import Drafts
from ui.widgets.fields import InlineField, InlineNote


def keep_what_was_typed(window: QWidget, drafts: Drafts | None) -> None:
    """The field in hand saves itself; what cannot be saved yet is in its file as a draft when this returns."""
    if (focused := window.focusWidget()) is not None:
        focused.clearFocus()
        if isinstance(focused, InlineField | InlineNote):
            focused.save()  # where the window is not the active one, Qt tells the field nothing
    if drafts is not None:
        drafts.write_now()
