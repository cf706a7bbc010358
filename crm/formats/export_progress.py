"""Progress of an export: writing, reading back, and checking with the second reader."""

from collections.abc import Callable
from typing import NamedTuple

WRITING, READING_BACK, SECOND_READER = "writing", "reading back", "second reader"


class ExportProgress(NamedTuple):
    """`done` of `of`: people while writing and in the second reader, units of the format while reading back."""

    stage: str
    done: int
    of: int


OnProgress = Callable[[ExportProgress], None]
"""Called often. An exception it raises cancels the export, and nothing is changed."""


def ignore_progress(progress: ExportProgress) -> None:
    """For callers without a progress display."""
