"""Whether a folder takes writing at this moment: tried out, since neither rights nor free space tell the whole truth."""

import os
import tempfile
from pathlib import Path

_TRIED = 256 * 1024  # bytes: what a small step and its log need, with something to spare


def takes_writing(folder: Path, file: Path) -> bool:
    """A file of a quarter of a megabyte is written beside `file` and taken away again; `file` itself is not touched."""
    if not os.access(file, os.W_OK):
        return False
    try:
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(bytes(_TRIED))
            tried.flush()
            os.fsync(tried.fileno())
    except OSError:
        return False
    return True
