"""Writes the export folder atomically: never over other files, nor over files of an export that were edited."""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.export_progress import READING_BACK, WRITING, ExportProgress, OnProgress, ignore_progress
from crm.formats.markdown.escaping import escape_text, link
from crm.formats.markdown.file_names import INDEX, MANIFEST, file_names
from crm.formats.markdown.person_document import document
from crm.people import full_records, story
from crm.storage.reading import Reader

_BATCH = 200
_NO_LIMIT = 1 << 40


def write_folder(
    read: Reader, ids: Sequence[int], folder: Path, on_progress: OnProgress = ignore_progress
) -> int:
    """Write one file per person; returns the number of people. An earlier export is replaced. Raises FileNotWritten, with nothing
    changed.

    `on_progress` is called for each file; an exception it raises cancels the export, with nothing changed.
    """
    folder = Path(os.path.realpath(folder))
    _refuse_foreign(folder)
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".part"))
        written = _fill(read, ids, temporary, on_progress)
        _read_back(folder.name, temporary, written, on_progress)
        _replace_folder(temporary, folder)
        temporary = None
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise FileNotWritten(f"{folder.name} could not be written ({reason}); nothing was changed.") from None
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)
    return len(written) - 1


def _read_back(name: str, temporary: Path, written: dict[str, str], on_progress: OnProgress) -> None:
    """Compare the files on the disk with what was written: there is no Markdown reader to compare with."""
    for number, (file, digest) in enumerate(written.items(), 1):
        on_progress(ExportProgress(READING_BACK, number, len(written)))
        if _digest(temporary / file) != digest:
            raise FileNotWritten(
                f"{name} could not be read back as it was written ({file}), so it was not put in place; nothing was "
                "changed. Try again, or another folder or format."
            )


def _refuse_foreign(folder: Path) -> None:
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise FileNotWritten(
            f"{folder.name} is a file, and Markdown is a folder; nothing was changed. Choose another name."
        )
    there = sorted(path.name for path in folder.iterdir())
    ours = _read_manifest(folder)
    foreign = [name for name in there if name != MANIFEST and name not in ours]
    if foreign:
        raise FileNotWritten(
            f"{folder.name} holds {foreign[0]}, which is no export of Goodturn; nothing was changed. Choose an empty folder."
        )
    edited = [name for name in there if name in ours and _digest(folder / name) != ours[name]]
    if edited:
        raise FileNotWritten(
            f"{edited[0]} in {folder.name} was changed since it was exported; nothing was changed. Choose another folder."
        )


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def _digest(file: Path) -> str:
    return "" if file.is_symlink() or not file.is_file() else sha256(file.read_bytes()).hexdigest()


def _fill(read: Reader, ids: Sequence[int], folder: Path, on_progress: OnProgress) -> dict[str, str]:
    """Write all files; returns their digests by name. People in the order of the ids, from one snapshot of the book."""
    with read.one_moment():
        written: dict[str, str] = {}
        for number, (name, text) in enumerate(_files(read, ids), 1):
            on_progress(ExportProgress(WRITING, number, len(ids)))
            written[name] = _write(folder, name, text)
    _write(folder, MANIFEST, json.dumps(written, ensure_ascii=False, indent=0))
    return written


def _files(read: Reader, ids: Sequence[int]) -> Iterator[tuple[str, str]]:
    names = dict(_names(read, ids))
    files = file_names(names.items())
    count = Counter(names.values())
    by_name = {name: files[person_id] for person_id, name in names.items() if count[name] == 1}

    def link_to(name: str) -> str:
        return link(name, by_name[name]) if name in by_name else escape_text(name)

    for start in range(0, len(ids), _BATCH):
        for person in full_records.people(read, ids[start : start + _BATCH]):
            entries = story.story(read, person.id, limit=_NO_LIMIT)
            yield files[person.id], document(person, entries, link_to)
    listed = "\n".join(f"- {link(name, files[person_id])}" for person_id, name in names.items())
    yield INDEX, f"# People\n\n{listed}\n" if listed else "# People\n"


def _names(read: Reader, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    rows = read.rows(
        "SELECT id, full_name FROM person WHERE id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(list(ids)),
    )
    found = {row["id"]: row["full_name"] for row in rows}
    return ((person_id, found[person_id]) for person_id in ids if person_id in found)


def _write(folder: Path, name: str, text: str) -> str:
    """Write a new file, readable by its owner only; returns its digest."""
    data = text.encode("utf-8", "replace")
    handle = os.open(
        folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600
    )
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    return sha256(data).hexdigest()


def _replace_folder(temporary: Path, folder: Path) -> None:
    """Replace the old folder, which is moved away first and restored if the new one cannot take its place."""
    if not folder.exists():
        temporary.rename(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".old")) / "was"
    folder.rename(old)
    try:
        temporary.rename(folder)
    except OSError:
        old.rename(folder)
        old.parent.rmdir()
        raise
    shutil.rmtree(old.parent, ignore_errors=True)
