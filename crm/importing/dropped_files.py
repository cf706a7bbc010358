"""What was named or dropped, as files: a folder stands for the address books and calendars in it, whatever they are called."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crm.contacts.contact import Remark
from crm.errors import FileNotRead
from crm.formats.csv.table_kinds import LINKEDIN
from crm.formats.detection import (
    EXAMINED_BYTES,
    DetectedFile,
    detect_file,
    has_known_ending,
    may_hold_people,
    sort_files,
)
from crm.formats.markdown.file_names import MANIFEST
from crm.formats.unsupported import describe_unreadable_folder
from crm.importing.found_cards import Preview

MOST_FILES = 2_000
_MOST_LOOKED_AT = 100_000  # a whole disk may have been dropped by a slip


class Gathered(NamedTuple):
    """The files to read, each as it is shown to the user, and by the path of one what is said of others beside it."""

    paths: list[Path]
    shown: list[str]
    beside: dict[Path, list[str]]

    def add_remarks(self, found: Preview) -> None:
        for path, file in zip(self.paths, found.files, strict=True):
            file.remarks += [Remark(0, 0, "", reason) for reason in self.beside.get(path, ())]


def gathered(places: Sequence[tuple[Path, str]], looked: Callable[[], object] = lambda: None) -> Gathered:
    """`places` are paths, each as the user wrote it. Files are taken as they are; of a folder, what holds people or events.

    `looked` is called for each folder; what it raises ends the looking. A folder with nothing to read stands for itself:
    whatever reads it says so. Raises FileNotRead for one with more than anyone would mean.
    """
    result = Gathered([], [], {})
    for path, shown in places:
        if path.is_dir():
            _add_folder(result, path, shown, looked)
        else:
            result.paths.append(path)
            result.shown.append(shown)
    return result


def files_in(places: Sequence[Path | str], looked: Callable[[], object] = lambda: None) -> Gathered:
    """The same of paths alone. Raises FileNotRead also for a folder with nothing to read."""
    found = gathered([(Path(place), str(place)) for place in places], looked)
    for path in found.paths:
        if path.is_dir():
            raise FileNotRead(describe_unreadable_folder(path))
    return found


def _add_folder(result: Gathered, folder: Path, shown: str, looked: Callable[[], object]) -> None:
    sights = [_sighted(folder, path) for path in _files(folder, looked)]
    wanted, unread, left = sort_files(sights)
    names = [one.name for one in wanted] + [one.name for one in unread if one.has_known_ending]
    if len(names) > MOST_FILES:
        raise FileNotRead(f"The folder {folder.name} holds too many files. Choose the ones to bring in.")
    order = {one.name: place for place, one in enumerate(sights)}
    last = {one.name for one in wanted if one.kind == "ics"}
    names.sort(key=lambda name: (name in last, order[name]))
    result.paths.extend([folder / name for name in names] or [folder])
    result.shown.extend([str(Path(shown) / name) for name in names] or [shown])
    if left:
        listed = next(one.name for one in wanted if one.kind == LINKEDIN)
        result.beside.setdefault(folder / listed, []).append(left)


def _files(folder: Path, looked: Callable[[], object]) -> Iterator[Path]:
    """What a folder of ours in Markdown holds stays what it is."""
    seen = 0
    for place, inside, names in os.walk(folder):
        looked()
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        seen += len(names)
        if seen > _MOST_LOOKED_AT:
            raise FileNotRead(f"The folder {folder.name} holds too many files. Choose the ones to bring in.")
        if MANIFEST not in names:
            yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _sighted(folder: Path, path: Path) -> DetectedFile:
    """What cannot be opened is taken for what it is called: whatever reads it gives the reason."""
    name = path.relative_to(folder).as_posix()
    if not may_hold_people(name) or not path.is_file():
        return DetectedFile(name)
    with suppress(OSError):
        with path.open("rb") as stream:
            start = stream.read(EXAMINED_BYTES)
        return detect_file(name, start, path)
    return DetectedFile(name, "vcard" if has_known_ending(name) else "")
