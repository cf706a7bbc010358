"""Qt's namespace, made when it is first asked for: the objects of all its enums take a sixth of the time to first paint.

What is drawn in the first paint does without it: by a property's number, or by leaving it to the first hover.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
else:

    class _Late:
        def __getattr__(self, name):
            from PySide6 import QtCore  # that is the point

            return getattr(QtCore.Qt, name)

    Qt = _Late()

__all__ = ["Qt"]

PLAIN_TEXT = 0  # Qt.TextFormat.PlainText, and so on: what setProperty takes
TAB_FOCUS, STRONG_FOCUS = 1, 11
ICON_ONLY, TEXT_BESIDE_ICON = 0, 2
