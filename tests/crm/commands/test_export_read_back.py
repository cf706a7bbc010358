"""What `export` says of what it read back: cards named on standard error, and a file that is not put in place."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from tests.conftest import clock
from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]
NAMED = "Ben Okafor: other programs may not be able to read this card; vobject says: "


@pytest.fixture
def odd_ben(folder: Path, people: list[int]) -> int:
    """Ben has a line that no other program can read: its group has a dot, which RFC 6350 does not know."""
    book = Book.open(folder, clock())
    with book.work() as work:
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) VALUES (?, 'a.b.X-TEA:Assam', 0)",
            (people[1],),
        )
    book.close()
    return people[1]


def test_a_named_card_is_one_sentence_and_status_1(goodturn: Goodturn, odd_ben: int, tmp_path: Path) -> None:
    told = goodturn("export", "all.vcf")
    assert (told.status, told.out) == (1, "all.vcf: 2 people as vcard3\n")
    assert told.err.startswith(NAMED)
    assert told.err.count("\n") == 1
    assert (tmp_path / "all.vcf").read_text("utf-8").count("BEGIN:VCARD") == 2
    assert (tmp_path / "all.vcf").stat().st_mode & 0o777 == 0o600
    as_json = goodturn("export", "all.vcf", "--json")
    assert as_json.status == 1
    (remark,) = as_json.json["remarks"]
    assert as_json.err == f"{remark}\n"


def test_who_is_not_named_leaves_without_a_word(goodturn: Goodturn, odd_ben: int) -> None:
    told = goodturn("export", "ana.vcf", "Ana Ruiz", "--json")
    assert (told.status, told.err) == (0, "")
    assert told.json == {"file": "ana.vcf", "format": "vcard3", "people": 1}
    assert goodturn("export", "all.csv").status == goodturn("export", "all.json").status == 0


def test_on_standard_output_the_cards_come_alone_and_remarks_beside(
    goodturn: Goodturn, odd_ben: int, folder: Path
) -> None:
    told = goodturn("export", "-")
    assert told.status == 1
    assert (told.out[:11], told.out[-11:], told.out.count("BEGIN:VCARD")) == (
        "BEGIN:VCARD",
        "END:VCARD\r\n",
        2,
    )
    assert told.err.startswith(NAMED)
    assert not list(folder.glob(".export-*"))
    assert goodturn("export", "-", "--format", "vcard4", "Ana Ruiz").status == 0


def test_what_cannot_be_read_back_is_not_put_in_place(
    goodturn: Goodturn, folder: Path, people: list[int], tmp_path: Path
) -> None:
    """A line larger than any reader takes: it would be lost, so the file that was there stays."""
    book = Book.open(folder, clock())
    with book.work() as work:
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) VALUES (?, 'X-TEA:' || ?, 0)",
            (people[0], "x" * (1 << 20)),
        )
    book.close()
    (tmp_path / "all.vcf").write_text("was there")
    for target in ("all.vcf", "-"):
        told = goodturn("export", target)
        assert (told.status, told.out) == (3, "")
        assert "could not be read back as it was written (Ana Ruiz lost line X-TEA:xx" in told.err
        assert told.err.count("\n") == 1
        assert len(told.err) < 400
    assert (tmp_path / "all.vcf").read_text() == "was there"
    assert goodturn("export", "all.vcf", "Ben Okafor").status == 0


def test_a_command_that_exports_no_vcards_does_without_vobject(
    goodturn: Goodturn, people: list[int], tmp_path: Path
) -> None:

    code = (
        "import sys; from pathlib import Path; from crm.commands.run_command import run; "
        "status = run(sys.argv[1:], stdin=sys.stdin, out=sys.stdout, err=sys.stderr); "
        "print(status, 'vobject' in sys.modules)"
    )
    for file, loaded in (("a.csv", False), ("a.json", False), ("a.vcf", True)):
        told = subprocess.run(
            [sys.executable, "-c", code, "--data-dir", str(tmp_path / "book"), "export", str(tmp_path / file)],
            capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3], env=os.environ | {"PYTHONPATH": ""},
        )  # fmt: skip
        assert told.stdout.splitlines()[-1] == f"0 {loaded}"
