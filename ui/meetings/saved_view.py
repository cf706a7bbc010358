"""Whether the page shows the list or the month, kept in a file: changing it is no step that could be undone."""

import json
from contextlib import suppress
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole

FILE_NAME = "meetings-view.json"
LIST, MONTH = "list", "month"


def load_view(folder: Path) -> str:
    """The saved view; the list if nothing readable was saved."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))["view"]
    except (OSError, ValueError, KeyError, TypeError):
        return LIST
    return MONTH if kept == MONTH else LIST


def save_view(folder: Path, view: str) -> None:
    """If it cannot be written, it lasts until the window closes."""
    with suppress(FileNotWritten):
        write_whole(folder / FILE_NAME, [json.dumps({"view": view}).encode()])
