"""`restore FILE`: puts a copy back, after copying the present."""

from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from crm.clock import Clock
from crm.commands.arguments import Request
from crm.commands.call import Call, tell
from crm.storage.rescuing import rescue
from crm.storage.restoring import Restored


def run(call: Call) -> int:
    restored = call.book.restore(call.path(call.words[0]))
    return call.answer(_document(restored), _lines(restored))


def run_without_book(request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO) -> int:
    """Where the book cannot be opened, which is when a backup is needed most. Raises what `rescue` does."""
    restored = rescue(folder, cwd / Path(request.words[0]).expanduser(), clock)
    tell(request, out, _document(restored), _lines(restored))
    return 0


def _document(restored: Restored) -> Mapping[str, str]:
    return {"restored": str(restored.restored), "present_kept_as": str(restored.present_kept_as)}


def _lines(restored: Restored) -> list[str]:
    return [f"Restored {restored.restored}", f"What was there is kept as {restored.present_kept_as}"]
