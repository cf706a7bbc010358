"""The window: pages, widgets and the shell around them.

PySide6 replaces `builtins.__import__` by one that reads the source of every imported module to look for `from
__feature__ import`. Nothing here uses that, and it costs a sixth of the time to first paint and 18 MiB. So
Python's own function is restored right after Qt was imported.
"""

import builtins

_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 imported for its side effect, undone below

builtins.__import__ = _plain_import
