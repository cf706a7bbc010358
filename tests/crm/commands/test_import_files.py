"""`import` of files that are odd, or hold nothing: each is answered for, and what cannot be done leaves no trace."""

import os
from pathlib import Path

import pytest

from tests.calendars import OUTLOOK, event
from tests.tables import table, written

ANA = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@ruiz.example\nEND:VCARD\n"


def test_a_name_that_is_no_text_keeps_nothing_from_coming_in(goodturn, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.vcf")
    (tmp_path / name).write_text(ANA)
    told = goodturn("import", name, "--json")
    assert (told.status, told.json["files"][0]["new"]) == (0, 1)
    (step,) = goodturn("history", "--json").json["steps"]
    assert step["label"] == "Imported 1 person from caf\ufffd.vcf"


@pytest.mark.parametrize(
    ("name", "contents", "reason"),
    [
        ("todo.ics", "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n", "1 to-do is no meeting"),
        ("head.csv", "First Name,Last Name,E-mail 1 - Value\n", "head.csv holds no contacts and no events."),
    ],
)  # fmt: skip
def test_a_file_that_holds_nobody_says_so_and_exits_1(
    goodturn, tmp_path: Path, name: str, contents: str, reason: str
) -> None:
    (tmp_path / name).write_text(contents)
    for more in ([], ["--dry-run"]):
        told = goodturn("import", name, "--json", *more)
        (file,) = told.json["files"]
        assert (told.status, file["cards"]) == (1, 0)
        assert file["remarks"][0]["reason"].startswith(reason)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_at_once(goodturn, tmp_path: Path) -> None:
    """It could be read once only, and would be waited for."""
    os.mkfifo(tmp_path / "pipe.vcf")
    told = goodturn("import", "pipe.vcf", "--json")
    assert told.status == 1
    assert "pipe.vcf is a pipe or a device" in told.json["files"][0]["remarks"][0]["reason"]


def test_a_mapping_that_does_not_fit_every_table_is_not_remembered_for_some(goodturn, tmp_path: Path) -> None:
    written(tmp_path, table(["Wer", "Schuh"], ["Ana Ruiz", "38"]), "one.csv")
    written(tmp_path, table(["Quien", "Zapato"], ["Ben Okafor", "44"]), "two.csv")
    told = goodturn("import", "one.csv", "two.csv", "--map", "name=Wer")
    assert (told.status, told.out) == (2, "")
    assert goodturn("history", "--json").json["steps"] == []


def test_an_import_needs_no_thread_for_what_follows_it(
    goodturn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine that has no more of them the people come in all the same."""
    started: list[object] = []

    def refused(self: object) -> None:
        started.append(self)
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("crm.commands.import_files._MANY", 0)
    monkeypatch.setattr("crm.commands.import_files.Thread.start", refused)
    (tmp_path / "ana.vcf").write_text(ANA)
    assert goodturn("import", "ana.vcf").status == 0
    assert len(started) == 1
    assert goodturn("people", "--json").json["people"][0]["full_name"] == "Ana Ruiz"


def test_a_folder_is_all_that_is_in_it(goodturn, tmp_path: Path) -> None:
    (tmp_path / "all" / "old").mkdir(parents=True)
    (tmp_path / "all" / "ana.txt").write_text(ANA)
    (tmp_path / "all" / "old" / "team").write_text("Name;Tel. gesch.\nBen Okafor;0131 496 0777\n")
    (tmp_path / "all" / "photo.png").write_bytes(bytes(99))
    told = goodturn("import", "all", "--json")
    assert told.status == 0
    assert [(file["file"], file["format"], file["new"]) for file in told.json["files"]] == [
        (str(Path("all/ana.txt")), "vcard", 1), (str(Path("all/old/team")), "csv", 1),
    ]  # fmt: skip
    assert len(goodturn("history", "--json").json["steps"]) == 1


def test_a_folder_of_our_markdown_stays_what_it_is_and_an_empty_one_says_so(goodturn, tmp_path: Path) -> None:
    (tmp_path / "ana.vcf").write_text(ANA)
    goodturn("import", "ana.vcf")
    goodturn("export", "pages", "--format", "markdown")
    (tmp_path / "empty").mkdir()
    told = goodturn("import", "pages", "empty", "--json")
    pages, empty = (file["remarks"][0]["reason"] for file in told.json["files"])
    assert (told.status, [file["cards"] for file in told.json["files"]]) == (1, [0, 0])
    assert pages.startswith("The folder pages is Markdown that Goodturn wrote")
    assert empty == "The folder empty holds no address book or calendar that can be read here."


def test_ldif_is_refused_by_name_and_the_file_beside_it_comes_in(goodturn, tmp_path: Path) -> None:
    (tmp_path / "people.ldif").write_text("dn: cn=Mei Abe\nobjectclass: person\ncn: Mei Abe\n")
    (tmp_path / "ana.vcf").write_text(ANA)
    told = goodturn("import", "people.ldif", "ana.vcf", "--json")
    ldif, ana = told.json["files"]
    assert (told.status, ldif["cards"], ana["new"]) == (1, 0, 1)
    assert ldif["remarks"][0]["reason"] == (
        "people.ldif is LDIF, which is not read here. Export vCard (.vcf) or CSV from that program, and import that."
    )


def test_the_guest_of_every_event_is_named_with_the_command_that_says_it_is_the_user(
    goodturn, tmp_path: Path
) -> None:
    guests = ("ana@x.example", "ben@x.example", "mei@x.example")
    told = [
        event(f"e{day}", f":2026111{day}T090000", "Talk", people=("jo@work.example", who))
        for day, who in enumerate(guests)
    ]
    (tmp_path / "talks.ics").write_text(OUTLOOK.format(events="".join(told)))
    said = "jo@work.example is in 3 of 3 events with several guests. If that is you: "
    assert f"{said}goodturn set me email+=jo@work.example" in goodturn("import", "talks.ics", "--dry-run").out
    goodturn("set", "me", "email+=jo@work.example")
    assert "If that is you" not in goodturn("import", "talks.ics", "--dry-run").out
