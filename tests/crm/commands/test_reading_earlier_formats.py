"""A book of an earlier format where it cannot be brought up to date: it is read through a private copy."""

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told
from tests.read_only_place import read_only

Goodturn = Callable[..., Told]
GOLDEN = sorted((Path(__file__).parent.parent / "storage" / "golden").glob("schema-*.db.gz"))


def put(folder: Path, golden: Path) -> bytes:
    """In the place of the book."""
    for name in ("goodturn.db", "goodturn.lock", "due.ics"):
        (folder / name).unlink(missing_ok=True)
    data = gzip.decompress(golden.read_bytes())
    (folder / "goodturn.db").write_bytes(data)
    return data


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda file: file.name)
def test_in_a_read_only_folder_it_is_read_exported_and_copied(
    goodturn: Goodturn, folder: Path, tmp_path: Path, golden: Path
) -> None:
    data = put(folder, golden)
    with read_only(folder):
        people = goodturn("people")
        exported = goodturn("export", "all.json")
        copied = goodturn("backup", str(tmp_path / "copy.db"))
        refused = goodturn("log", "Tea with Cy Twombly")
    assert (people.status, exported.status, copied.status, refused.status) == (0, 0, 0, 3)
    assert people.out
    assert people.err.startswith(f"Only reading: The folder {folder} cannot be written to")
    assert (folder / "goodturn.db").read_bytes() == data


def test_where_the_copy_before_it_cannot_be_made_it_is_only_read_and_says_why(
    goodturn: Goodturn, folder: Path
) -> None:
    data = put(folder, GOLDEN[0])
    (folder / "backups").write_text("not a folder")
    people = goodturn("people")
    assert (people.status, bool(people.out)) == (0, True)
    assert "is copied before it is brought up to date: backups in " in people.err
    assert goodturn("log", "Tea with Cy Twombly").status == 3
    assert (folder / "goodturn.db").read_bytes() == data


def test_where_no_private_copy_finds_room_it_says_where_some_is_needed(
    goodturn: Goodturn, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, GOLDEN[0])
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with read_only(folder), read_only(tmp_path / "temporary"):
        told = goodturn("people")
    assert (told.status, told.out) == (3, "")
    assert f"it is copied into the folder {tmp_path / 'temporary'} first, and that failed" in told.err
