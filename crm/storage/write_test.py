"""A write test of a folder: neither access rights nor free space are reliable."""

import os
import tempfile
from pathlib import Path

_TEST_SIZE = 256 * 1024  # bytes: enough for a small step and its log


def is_writable(folder: Path, file: Path) -> bool:
    """Write a temporary file of 256 KB beside `file`, and remove it; `file` itself is not touched."""
    if not os.access(file, os.W_OK):
        return False
    try:
        with tempfile.TemporaryFile(dir=folder) as temporary:
            temporary.write(bytes(_TEST_SIZE))
            temporary.flush()
            os.fsync(temporary.fileno())
    except OSError:
        return False
    return True
