"""Expands paths that were named or dropped: a folder stands for the address books and calendars in it."""

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

MAX_FILES = 2_000
_MAX_EXAMINED = 100_000  # a whole disk may have been dropped by accident


class GatheredFiles(NamedTuple):
    """The files to read, their names as shown to the user, and remarks about other files, by the path of a file beside them."""

    paths: list[Path]
    shown: list[str]
    remarks: dict[Path, list[str]]

    def add_remarks(self, found: Preview) -> None:
        for path, file in zip(self.paths, found.files, strict=True):
            file.remarks += [Remark(0, 0, "", reason) for reason in self.remarks.get(path, ())]


def gather(
    places: Sequence[tuple[Path, str]], on_folder: Callable[[], object] = lambda: None
) -> GatheredFiles:
    """`places` are paths with their names as the user wrote them. Files are taken as they are, folders are searched.

    `on_folder` is called for each folder; an exception it raises cancels the search. A folder without readable files is returned
    itself, and the reader reports it. Raises FileNotRead for a folder with too many files.
    """
    result = GatheredFiles([], [], {})
    for path, shown in places:
        if path.is_dir():
            _add_folder(result, path, shown, on_folder)
        else:
            result.paths.append(path)
            result.shown.append(shown)
    return result


def files_in(places: Sequence[Path | str], on_folder: Callable[[], object] = lambda: None) -> GatheredFiles:
    """`gather` for paths only. Raises FileNotRead also for a folder without readable files."""
    found = gather([(Path(place), str(place)) for place in places], on_folder)
    for path in found.paths:
        if path.is_dir():
            raise FileNotRead(describe_unreadable_folder(path))
    return found


def _add_folder(result: GatheredFiles, folder: Path, shown: str, on_folder: Callable[[], object]) -> None:
    detected = [_detect(folder, path) for path in _files(folder, on_folder)]
    wanted, unread, left = sort_files(detected)
    names = [one.name for one in wanted] + [one.name for one in unread if one.has_known_ending]
    if len(names) > MAX_FILES:
        raise FileNotRead(f"The folder {folder.name} holds too many files. Choose the ones to bring in.")
    order = {one.name: place for place, one in enumerate(detected)}
    calendars = {one.name for one in wanted if one.kind == "ics"}
    names.sort(key=lambda name: (name in calendars, order[name]))
    result.paths.extend([folder / name for name in names] or [folder])
    result.shown.extend([str(Path(shown) / name) for name in names] or [shown])
    if left:
        listed = next(one.name for one in wanted if one.kind == LINKEDIN)
        result.remarks.setdefault(folder / listed, []).append(left)


def _files(folder: Path, on_folder: Callable[[], object]) -> Iterator[Path]:
    """The files of a folder, except those of the program's own Markdown exports."""
    seen = 0
    for folder_path, inside, names in os.walk(folder):
        on_folder()
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        seen += len(names)
        if seen > _MAX_EXAMINED:
            raise FileNotRead(f"The folder {folder.name} holds too many files. Choose the ones to bring in.")
        if MANIFEST not in names:
            yield from (Path(folder_path, name) for name in sorted(names) if not name.startswith("."))


def _detect(folder: Path, path: Path) -> DetectedFile:
    """A file that cannot be opened is classified by its name; the reader reports the reason."""
    name = path.relative_to(folder).as_posix()
    if not may_hold_people(name) or not path.is_file():
        return DetectedFile(name)
    with suppress(OSError):
        with path.open("rb") as stream:
            start = stream.read(EXAMINED_BYTES)
        return detect_file(name, start, path)
    return DetectedFile(name, "vcard" if has_known_ending(name) else "")
