"""The window: pages, widgets and the shell around them.

The import function is kept here before Qt replaces it: Qt's reads the source of every module imported later,
which makes importing SQLAlchemy after the first paint slower and keeps 18 MiB of source text in memory.
"""

import builtins

plain_import = builtins.__import__
