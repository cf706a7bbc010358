"""Marks controls that only read: for a read-only book all others are disabled (ui/shell/read_only)."""

from typing import TypeVar

from PySide6.QtCore import QObject

READS = "reads"
Marked = TypeVar("Marked", bound=QObject)


def mark_reading(control: Marked, only: bool = True) -> Marked:
    """Marks an action, or a widget with all its children, as not writing; returns it.

    `only=False` marks a writing child of a reading widget. Unmarked controls count as writing.
    """
    control.setProperty(READS, only)
    return control


def only_reads(control: QObject | None) -> bool:
    """The nearest mark decides: on the control itself, or on an ancestor."""
    while control is not None:
        marked = control.property(READS)
        if marked is not None:
            return bool(marked)
        control = control.parent()
    return False
