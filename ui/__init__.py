"""The window: pages, widgets and the shell around them.

Python's own import function is put back after Qt has replaced it: Qt's reads the source of every module imported
later (for `from __feature__ import`, which nobody here says), at a sixth of the time to the first paint, and keeps
18 MiB of SQLAlchemy's source in memory.
"""

import builtins

_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 imported for what it replaces

builtins.__import__ = _plain_import
