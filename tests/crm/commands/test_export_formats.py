"""Every format as scripts ask for it, by ending or by name; everyone, these, or all that fit a filter."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]


@pytest.fixture
def tagged(goodturn: Goodturn, people: list[int]) -> list[int]:
    goodturn("set", "Ana Ruiz", "tag+=food", "email+=ana@x.example")
    goodturn("log", "Coffee with Ana Ruiz on 3 November 2026. Send her the pricing article by Friday")
    return people


@pytest.mark.parametrize(
    ("file", "options", "format_name"),
    [
        ("all.vcf", (), "vcard3"), ("all.txt", ("--format", "vcard4"), "vcard4"), ("old.vcf", ("--format", "vcard2.1"), "vcard2.1"),
        ("all.csv", (), "csv"), ("bare.csv", ("--lossless",), "csv"), ("all.json", (), "json"), ("folder", ("--format", "markdown"), "markdown"),
    ],
)  # fmt: skip
def test_each_format_says_what_it_wrote(
    goodturn: Goodturn,
    tagged: list[int],
    tmp_path: Path,
    file: str,
    options: tuple[str, ...],
    format_name: str,
) -> None:
    told = goodturn("export", file, *options, "--json")
    assert (told.status, told.json) == (0, {"file": file, "format": format_name, "people": 2})
    assert (tmp_path / file).exists()
    assert (tmp_path / file).stat().st_mode & 0o077 == 0


def test_a_json_archive_goes_into_another_book_and_is_the_same_there(
    goodturn: Goodturn, tagged: list[int], tmp_path: Path
) -> None:
    goodturn("export", "all.json")
    other = ("--data-dir", str(tmp_path / "other"))
    dry = goodturn(*other, "import", "all.json", "--dry-run", "--json").json["files"][0]
    assert (dry["cards"], dry["new"], [one["full_name"] for one in dry["people"]]) == (
        2,
        2,
        ["Ana Ruiz", "Ben Okafor"],
    )
    first = goodturn(*other, "import", "all.json", "--json").json["files"][0]
    assert (first["format"], first["new"], first["remarks"]) == ("json", 2, [])
    for name in ("Ana Ruiz", "Ben Okafor"):
        assert goodturn(*other, "show", name, "--json").json == goodturn("show", name, "--json").json
    again = goodturn(*other, "import", "all.json", "--json").json["files"][0]
    assert (again["new"], again["updated"], again["same"]) == (0, 0, 2)
    assert "Imported 2 people from all.json" in goodturn(*other, "history").out
    assert goodturn(*other, "undo").status == 0
    assert goodturn(*other, "people", "--json").json == {"people": []}
    assert goodturn(*other, "check").status == 0


def test_a_filter_word_stands_for_all_it_fits(goodturn: Goodturn, tagged: list[int]) -> None:
    found = list(
        csv.DictReader(
            io.StringIO(goodturn("export", "-", "--format", "csv", "tag:food").out.lstrip("\ufeff"))
        )
    )
    assert [line["Full Name"] for line in found] == ["Ana Ruiz"]
    both = goodturn("export", "-", "--format", "json", "tag:food", "Ben Okafor", "Ana Ruiz").out
    assert [one["full_name"] for one in json.loads(both)["tables"]["person"]] == ["Ana Ruiz", "Ben Okafor"]
    assert goodturn("export", "none.csv", "tag:sailing").status == 1
    assert goodturn("export", "none.csv", "Nobody Here").status == 1


def test_markdown_is_no_stream_and_lossless_is_for_tables(
    goodturn: Goodturn, tagged: list[int], tmp_path: Path
) -> None:
    assert goodturn("export", "-", "--format", "markdown").status == 2
    assert goodturn("export", "a.json", "--lossless").status == 2
    assert not (tmp_path / "a.json").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    told = goodturn("export", "full", "--format", "markdown")
    assert told.status == 3
    assert "letter.txt" in told.err


def test_a_newer_archive_is_refused_and_nothing_is_imported(goodturn: Goodturn, tmp_path: Path) -> None:
    (tmp_path / "new.json").write_text('{"goodturn": {"archive": 7, "format": 2}, "tables": {}}')
    told = goodturn("import", "new.json", "--json")
    assert told.status == 1
    assert "newer Goodturn" in told.json["files"][0]["remarks"][0]["reason"]


def test_standard_output_by_its_other_name_is_the_commands_own(goodturn, people: list[int]) -> None:
    """A window that carries the command out has a file of that name, too."""
    told = goodturn("export", "/dev/stdout", "Ana Ruiz")
    assert (told.status, told.out) == (0, goodturn("export", "-", "Ana Ruiz").out)
    assert told.out.startswith("BEGIN:VCARD")
