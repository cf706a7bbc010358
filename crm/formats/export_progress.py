"""How far an export is, as its caller hears it: what is written, read back, and seen by the second reader."""

from collections.abc import Callable
from typing import NamedTuple

WRITING, READING_BACK, SECOND_READER = "writing", "reading back", "second reader"


class ExportProgress(NamedTuple):
    """`done` of `of`: people in writing and with the second reader; in reading back whatever the format counts by."""

    stage: str
    done: int
    of: int


Told = Callable[[ExportProgress], None]
"""Hears it often. What it raises ends the export with nothing changed."""


def tell_nobody(progress: ExportProgress) -> None:
    """For callers that cannot show how far it is."""
