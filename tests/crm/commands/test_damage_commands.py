"""A damaged book on the command line: told, not blessed, and ended one way or the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


def flip_birthday(folder: Path) -> None:
    """1980 becomes 1981 in the file, wherever the row stands."""
    file = folder / "goodturn.db"
    data = file.read_bytes()
    assert data.count(b"1980-05-04")
    place = data.rindex(b"1980-05-04", 0, len(data))
    while b"Ana Ruiz" not in data[place - 120 : place]:
        place = data.rindex(b"1980-05-04", 0, place)
    file.write_bytes(data[:place] + b"1981" + data[place + 4 :])


def test_an_edit_does_not_bless_a_flipped_birthday(
    goodturn: Goodturn, people: list[int], folder: Path
) -> None:
    goodturn("set", "1", "birthday=1980-05-04")
    goodturn("backup")
    flip_birthday(folder)
    found = goodturn("check", "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert found.json["findings"] == ["Row 1 of person is not as it was written."]
    refused = goodturn("set", "1", "nickname=Annie")
    assert (refused.status, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert "nothing was changed" in refused.err
    assert goodturn("check").status == 1
    right = goodturn("check", "--put-right", "--json")
    assert right.status == 0
    assert (right.json["ok"], right.json["findings"]) == (True, [])
    assert right.json["mended"] == ["Row 1 of person is not as it was written."]
    assert goodturn("set", "1", "nickname=Annie").status == 0
    assert goodturn("check").out.startswith("All is well.\n")
    assert goodturn("show", "1", "--json").json["birthday"] == "1980-05-04"


def test_without_a_backup_it_is_accepted(goodturn: Goodturn, people: list[int], folder: Path) -> None:
    goodturn("set", "1", "birthday=1980-05-04")
    flip_birthday(folder)
    nothing = goodturn("check", "--put-right", "--json")
    assert (nothing.status, nothing.json["ok"], nothing.json["mended"]) == (1, False, [])
    told = goodturn("check", "--put-right").out
    assert told.startswith(
        "No backup holds what follows as it was written. `check --accept` takes it as it is now;"
    )
    accepted = goodturn("check", "--accept")
    assert accepted.status == 0
    assert accepted.out.startswith("Accepted as it is: Row 1 of person is not as it was written.\n")
    assert goodturn("check", "--accept", "--put-right").out.startswith("All is well.\n")
    assert goodturn("set", "1", "nickname=Annie").status == 0
    assert goodturn("show", "1", "--json").json["birthday"] == "1981-05-04"


def flip_tag(folder: Path, place_of: Callable[[list[int]], list[int]]) -> None:
    """A letter of the tag changes in those of the places where the file holds it: its row, its index."""
    file = folder / "goodturn.db"
    data = bytearray(file.read_bytes())
    places = [at for at in range(len(data)) if data.startswith(b"xyzzy plugh", at)]
    for at in place_of(places):
        data[at + 10] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("switch", ["--put-right", "--accept"])
@pytest.mark.parametrize("which", [slice(0, 1), slice(1, 2)], ids=["first", "second"])
def test_a_torn_index_is_made_anew_of_the_rows(
    goodturn: Goodturn, people: list[int], folder: Path, switch: str, which: slice
) -> None:
    goodturn("set", "1", "tag+=xyzzy plugh")
    goodturn("backup")
    flip_tag(folder, lambda places: places[which])
    assert "missing from index" in goodturn("check").out
    repaired = goodturn("check", switch)
    assert (repaired.status, repaired.err) == (0, "")
    assert goodturn("check").out.startswith("All is well.\n")
    assert goodturn("set", "1", "tag+=other").status == 0
