"""Which controls only read: where a book cannot be written, every other one is greyed (ui/shell/read_only)."""

from typing import TypeVar

from PySide6.QtCore import QObject

READS = "reads"
Marked = TypeVar("Marked", bound=QObject)


def reads(control: Marked, only: bool = True) -> Marked:
    """Marks an action, a control, or a widget with all that lies in it as one that writes nothing; gives it back.

    With `only` off it writes, though what it lies in reads. What is not marked counts as writing.
    """
    control.setProperty(READS, only)
    return control


def only_reads(control: QObject | None) -> bool:
    """What is marked nearest decides: the control itself, or what it lies in."""
    while control is not None:
        marked = control.property(READS)
        if marked is not None:
            return bool(marked)
        control = control.parent()
    return False
