"""Qt's namespace, loaded at first access: creating its enums takes a sixth of the time to first paint.

Code that runs before the first paint uses the numeric constants below, or waits for the first hover.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
else:

    class _LazyQt:
        def __getattr__(self, name):
            from PySide6 import QtCore  # late: the purpose of this module

            return getattr(QtCore.Qt, name)

    Qt = _LazyQt()

__all__ = ["Qt"]

PLAIN_TEXT = 0  # Qt.TextFormat.PlainText; values for setProperty
TAB_FOCUS, STRONG_FOCUS = 1, 11
ICON_ONLY, TEXT_BESIDE_ICON = 0, 2
