"""Loads modules for writing and the pages not opened yet, in a thread after the first paint."""

import importlib
import threading

from ui.shell.pages import PAGES

WRITING = ("crm.unit_of_work", "crm.model", "crm.storage.sqlalchemy_session")


def load_writing_modules() -> threading.Thread:
    """An edit made meanwhile waits for the import lock of the module it needs."""
    thread = threading.Thread(target=_load, name="loading", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for module in WRITING:
        importlib.import_module(module)
    from crm.storage.sqlalchemy_session import configure_mapped_classes  # loads SQLAlchemy

    configure_mapped_classes()
    for entry in PAGES:
        importlib.import_module(entry.module)
