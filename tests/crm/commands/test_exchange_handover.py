"""Imports, exports and merges say and do the same whether the window is open or not."""

import re
import shutil
from pathlib import Path

import pytest

from crm.book import Book
from crm.commands.handover import HandoverServer
from crm.commands.run_command import run_handed_over
from tests.conftest import clock
from tests.crm.commands.test_handover import Goodturn
from tests.crm.files.test_at_once import contents

_EVENT = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one\nDTSTART:20261103T090000Z\nSUMMARY:Jam\n"
    "ATTENDEE:mailto:ana@fig.example\nATTENDEE;CN=Cleo Marsh:mailto:cleo@marsh.example\nEND:VEVENT\nEND:VCALENDAR\n"
)
_CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nX-TEA:green\nEND:VCARD\n" for name in ("Ana Ruiz", "Bo Holm")
)
_COMMANDS = [
    ("import", "odd.csv", "--map", "name=Wer,nickname=Ruf,leave_out=Schuh", "--standing", "parked", "--json"),
    ("import", "odd.csv", "--json"),
    ("import", "odd.csv", "--map", "name=Nobody", "--json"),
    ("set", "1", "email+=ana@fig.example", "--json"),
    ("import", "talk.ics", "cards.vcf", "--dry-run", "--json"),
    ("import", "talk.ics", "cards.vcf", "--accept", "--create-people", "--json"),
    ("import", "none.csv", "--json"),
    ("duplicates", "--json"),
    ("merge", "1", "2", "--json"),
    *(("export", f"out-{name}", "--format", name, "--json") for name in
      ("vcard3", "vcard4", "vcard2.1", "csv", "json", "ics", "markdown")),
    ("export", "bare.csv", "--lossless", "--json"),
    ("import", "bare.csv", "--json"),
    ("import", "out-json", "--json"),
]  # fmt: skip
_VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _told(goodturn: Goodturn) -> list[tuple[int, str, str]]:
    """Every command's status, output and errors."""
    said = []
    for argv in _COMMANDS:
        told = goodturn(*argv)
        said.append((told.status, _VARIES.sub("uid", told.out), told.err))
    return said


def _exported(folder: Path) -> dict[str, str]:
    files = [
        path for path in sorted(folder.glob("out-*/**/*")) + sorted(folder.glob("out-*")) if path.is_file()
    ]
    files.append(folder / "bare.csv")
    return {str(path.relative_to(folder)): _VARIES.sub("uid", path.read_text("utf-8")) for path in files}


@pytest.fixture
def files(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("Wer;Ruf;Schuh\nMei Abe;Mimi;38\nAna Ruiz;Annie;39\n", "utf-8")
    (tmp_path / "talk.ics").write_text(_EVENT)
    (tmp_path / "cards.vcf").write_text(_CARDS)


@pytest.mark.usefixtures("files", "people")
def test_every_exchange_is_the_same_in_the_window(goodturn: Goodturn, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "before")
    alone, written = _told(goodturn), _exported(tmp_path)
    book = Book.open(folder, clock())
    held = contents(book)
    book.close()
    for path in tmp_path.glob("out-*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(folder)
    shutil.move(tmp_path / "before", folder)
    book = Book.open(folder, clock())
    server = HandoverServer(folder, lambda *given: run_handed_over(book, *given), lambda files: None)
    server.start()
    try:
        assert _told(goodturn) == alone
        assert _exported(tmp_path) == written
        assert contents(book) == held
    finally:
        server.stop()
        book.close()
    statuses = [status for status, *_ in alone]
    assert statuses.count(0) > 12
    assert {argv[1] for argv, status in zip(_COMMANDS, statuses, strict=True) if status} == {
        "odd.csv",
        "none.csv",
    }
