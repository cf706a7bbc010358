"""The use cases by noun, each loaded at its first use: `doing.people.editing.rename`.

They bring SQLAlchemy, which costs more than the whole first paint, so no page imports one by itself.
"""

import importlib
from typing import Any


class _Noun:
    """Looks like the package, and imports a module of it when that is first named."""

    def __init__(self, package: str):
        self._package = package

    def __getattr__(self, module: str) -> Any:
        return importlib.import_module(f"{self._package}.{module}")


people = _Noun("crm.people")
meetings = _Noun("crm.meetings")
promises = _Noun("crm.promises")
introductions = _Noun("crm.introductions")
shelf = _Noun("crm.shelf")
today = _Noun("crm.today")
drafts = _Noun("crm.drafts")
exchange = _Noun("crm.exchange")
