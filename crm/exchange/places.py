"""What was named or dropped, as files: a folder stands for the address books and calendars in it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from crm.errors import FileNotRead

ENDINGS = (".vcf", ".vcard", ".csv", ".tsv", ".ics", ".zip", ".json")
MOST_FILES = 2_000
_MOST_LOOKED_AT = 100_000  # a whole disk may have been dropped by a slip


def files_in(places: Sequence[Path | str], looked: Callable[[], object] = lambda: None) -> list[Path]:
    """Files as they are, whatever their names; of folders what has a fitting name, also in the folders inside.

    `looked` is called for each folder; what it raises ends the looking. Raises FileNotRead for a folder with nothing
    to read, or with more than anyone would mean.
    """
    found: list[Path] = []
    for place in places:
        path = Path(place)
        found += _of_folder(path, looked) if path.is_dir() else [path]
    return found


def _of_folder(folder: Path, looked: Callable[[], object]) -> list[Path]:
    found: list[Path] = []
    seen = 0
    for place, inside, names in os.walk(folder):
        looked()
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if name.lower().endswith(ENDINGS)]
        seen += len(names)
        if seen > _MOST_LOOKED_AT or len(found) > MOST_FILES:
            raise FileNotRead(f"The folder {folder.name} holds too many files. Choose the ones to bring in.")
    if not found:
        raise FileNotRead(
            f"The folder {folder.name} holds no address book or calendar ({', '.join(ENDINGS)})."
        )
    return found
