"""The folder, put in its place whole: never over files that are somebody else's, nor over edits of its own."""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from crm.errors import FileNotWritten
from crm.formats.export_progress import READING_BACK, WRITING, ExportProgress, Told, tell_nobody
from crm.formats.markdown.escaping import link, plain
from crm.formats.markdown.file_names import INDEX, OURS, file_names
from crm.formats.markdown.person_document import page
from crm.people import full_records, story
from crm.storage.reading import Reader

_BATCH = 200
_WHOLE_STORY = 1 << 40


def write_folder(read: Reader, ids: Sequence[int], folder: Path, told: Told = tell_nobody) -> int:
    """How many people. An earlier export of ours is replaced. Raises FileNotWritten with everything as it was.

    `told` hears of each file; what it raises ends it with nothing changed.
    """
    folder = Path(os.path.realpath(folder))
    _refuse_foreign(folder)
    aside: Path | None = None
    try:
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".part"))
        written = _fill(read, ids, aside, told)
        _read_back(folder.name, aside, written, told)
        _put(aside, folder)
        aside = None
    except OSError as wrong:
        why = wrong.strerror or "the disk refused"
        raise FileNotWritten(f"{folder.name} could not be written ({why}); nothing was changed.") from None
    finally:
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
    return len(written) - 1


def _read_back(name: str, aside: Path, written: dict[str, str], told: Told) -> None:
    """There is no reader of Markdown to compare by: the files on the disk are held to what was written."""
    for number, (file, digest) in enumerate(written.items(), 1):
        told(ExportProgress(READING_BACK, number, len(written)))
        if _digest(aside / file) != digest:
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
    ours = _written_before(folder)
    foreign = [name for name in there if name != OURS and name not in ours]
    if foreign:
        raise FileNotWritten(
            f"{folder.name} holds {foreign[0]}, which is no export of Goodturn; nothing was changed. Choose an empty folder."
        )
    edited = [name for name in there if name in ours and _digest(folder / name) != ours[name]]
    if edited:
        raise FileNotWritten(
            f"{edited[0]} in {folder.name} was changed since it was exported; nothing was changed. Choose another folder."
        )


def _written_before(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / OURS).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def _digest(file: Path) -> str:
    return "" if file.is_symlink() or not file.is_file() else sha256(file.read_bytes()).hexdigest()


def _fill(read: Reader, ids: Sequence[int], folder: Path, told: Told) -> dict[str, str]:
    """The digest of each file by its name. People in the order of the ids; everything as it is at one moment."""
    with read.one_moment():
        written: dict[str, str] = {}
        for number, (name, text) in enumerate(_files(read, ids), 1):
            told(ExportProgress(WRITING, number, len(ids)))
            written[name] = _write(folder, name, text)
    _write(folder, OURS, json.dumps(written, ensure_ascii=False, indent=0))
    return written


def _files(read: Reader, ids: Sequence[int]) -> Iterator[tuple[str, str]]:
    names = dict(_named(read, ids))
    files = file_names(names.items())
    count = Counter(names.values())
    by_name = {name: files[one] for one, name in names.items() if count[name] == 1}

    def named(name: str) -> str:
        return link(name, by_name[name]) if name in by_name else plain(name)

    for start in range(0, len(ids), _BATCH):
        for person in full_records.people(read, ids[start : start + _BATCH]):
            told = story.story(read, person.id, limit=_WHOLE_STORY)
            yield files[person.id], page(person, told, named)
    listed = "\n".join(f"- {link(name, files[one])}" for one, name in names.items())
    yield INDEX, f"# People\n\n{listed}\n" if listed else "# People\n"


def _named(read: Reader, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    rows = read.rows(
        "SELECT id, full_name FROM person WHERE id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(list(ids)),
    )
    found = {row["id"]: row["full_name"] for row in rows}
    return ((one, found[one]) for one in ids if one in found)


def _write(folder: Path, name: str, text: str) -> str:
    """Its digest. The file is new and its owner's alone."""
    data = text.encode("utf-8", "replace")
    handle = os.open(
        folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600
    )
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    return sha256(data).hexdigest()


def _put(aside: Path, folder: Path) -> None:
    """The old one is moved away first and comes back where the new one cannot take its place."""
    if not folder.exists():
        aside.rename(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".old")) / "was"
    folder.rename(old)
    try:
        aside.rename(folder)
    except OSError:
        old.rename(folder)
        old.parent.rmdir()
        raise
    shutil.rmtree(old.parent, ignore_errors=True)
