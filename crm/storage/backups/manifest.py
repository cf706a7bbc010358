"""The manifest of a backup: NAME.json beside the file, written once the copy was found good."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm.examination import Examined
from crm.storage.backups.folder import has_backup_name, read_small, write_private
from crm.version import VERSION

_CHUNK = 1 << 20


class Manifest(NamedTuple):
    """`number` counts backups and never goes back, whatever the clock says; None for a backup without one.
    `day` counts days of use. `pinned` is the reason to keep the copy for good, `unfit` the reason not to
    restore it; both are usually None. `at` and `verified_at` are local times.
    """

    number: int | None
    day: int | None
    at: datetime
    version: int
    people: int
    meetings: int
    promises: int
    totals: Mapping[str, str]
    size: int
    sha256: str
    app: str
    book_uid: str
    last_step: int
    verified_at: datetime | None = None
    pinned: str | None = None
    unfit: str | None = None


_JSON_NAMES = {"version": "format", "book_uid": "book"}


def of(
    file: Path, examined: Examined, at: datetime, number: int | None, day: int | None, sha256: str
) -> Manifest:
    return Manifest(
        number, day, at, examined.version, examined.people, examined.meetings, examined.promises,
        examined.totals, file.stat().st_size, sha256, VERSION, examined.book_uid, examined.last_step,
    )  # fmt: skip


def place(file: Path) -> Path:
    return file.with_suffix(".json")


def write(file: Path, manifest: Manifest) -> None:
    """Raises OSError."""
    fields = {_JSON_NAMES.get(name, name): value for name, value in manifest._asdict().items()}
    for name in ("at", "verified_at"):
        fields[name] = fields[name] and fields[name].isoformat(timespec="seconds")
    write_private(place(file), json.dumps(fields, indent=1) + "\n")


def read(file: Path) -> Manifest | None:
    """The manifest of this backup; None if missing or damaged, or if the file has another size."""
    try:
        manifest = _from_fields(json.loads(read_small(place(file))))
        return manifest if file.stat().st_size == manifest.size else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def numbers(folder: Path) -> list[int]:
    """All numbers in manifests of this folder, with or without a backup."""
    found = []
    for beside in folder.glob("goodturn-*.json"):
        if not beside.is_file():
            continue
        try:
            number = json.loads(read_small(beside))["number"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            continue
        if type(number) is int:
            found.append(number)
    return found


def without_file(folder: Path) -> list[Path]:
    """The missing backups of manifests with a valid name."""
    named = (beside.with_suffix(".db") for beside in folder.glob("goodturn-*.json"))
    return [file for file in named if has_backup_name(file) and not file.exists()]


def sha256_of(file: Path) -> str:
    """Raises OSError."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _from_fields(fields: dict[str, Any]) -> Manifest:
    named = {name: fields[_JSON_NAMES.get(name, name)] for name in Manifest._fields}
    for name in ("at", "verified_at"):
        named[name] = named[name] and datetime.fromisoformat(named[name])
    manifest = Manifest(**named)
    whole = (manifest.people, manifest.meetings, manifest.promises, manifest.size, manifest.version)
    if not all(type(one) is int and one >= 0 for one in whole) or not isinstance(manifest.at, datetime):
        raise ValueError("no numbers where numbers belong")
    if not all(one is None or type(one) is int for one in (manifest.number, manifest.day)):
        raise ValueError("no number of a backup")
    return manifest
