"""The last used view of the people list, kept in a file: changing it is no step that could be undone."""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotWritten
from crm.formats.atomic_file import write_whole
from crm.people.list_order import SORTABLE, Order
from ui.people.columns import BY_NAME, USUAL

FILE_NAME = "people-view.json"


class View(NamedTuple):
    columns: tuple[str, ...] = USUAL
    order: Order = Order()


def load_view(folder: Path) -> View:
    """The saved view; the default if nothing readable was saved."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        columns = tuple(str(one) for one in kept["columns"] if one in BY_NAME)
        column = kept["by"] if kept["by"] in SORTABLE else ""
        return View(columns or USUAL, Order(column, bool(kept["descending"]), bool(kept["by_family"])))
    except (OSError, ValueError, KeyError, TypeError):
        return View()


def save_view(folder: Path, view: View) -> None:
    """If it cannot be written, it lasts until the window closes."""
    kept = {
        "columns": view.columns,
        "by": view.order.column,
        "descending": view.order.descending,
        "by_family": view.order.by_family,
    }
    with suppress(FileNotWritten):
        write_whole(folder / FILE_NAME, [json.dumps(kept).encode()])
