"""log, today, done, snooze, import and export, as scripts use them day by day."""

import stat
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from crm.asks import asking
from crm.book import Book
from crm.clock import Clock
from crm.commands.run_command import run
from tests.crm.commands.conftest import Told

Goodturn = Callable[..., Told]

COFFEE = "Coffee with Ana Ruiz yesterday at Blue Bottle. Intro her to Ben Okafor by Friday, send her the pricing article"
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Cleo Marsh
EMAIL:cleo@marsh.example
X-PET:cat
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:nobody at all
END:VCARD
"""


def test_a_coffee_is_logged_stands_on_today_and_is_done(goodturn: Goodturn, people: list[int]) -> None:
    logged = goodturn("log", COFFEE, "--json").json
    assert list(logged) == ["saved", "people", "meeting", "promises", "topics", "advice", "note"]
    assert (logged["saved"], logged["meeting"]["on"], logged["meeting"]["place"]) == (
        True,
        "2026-11-20",
        "Blue Bottle",
    )
    assert [(p["kind"], p["due"], p["due_said"]) for p in logged["promises"]] == [
        ("introduction", "2026-11-27", True),
        ("share", "2026-11-23", False),
    ]
    rows = goodturn("today", "--json").json["rows"]
    assert {row["kind"] for row in rows} == {"introduction", "share"}
    row = next(row["row"] for row in rows if row["kind"] == "share")
    assert goodturn("done", row, "--json").json == {"row": row, "log": None}
    assert row not in {one["row"] for one in goodturn("today", "--json").json["rows"]}
    goodturn("undo")
    told = goodturn("done", row, "Ana loved it", "--json").json
    assert (told["log"]["saved"], told["log"]["people"][0]["name"]) == (True, "Ana Ruiz")
    shown = goodturn("show", "Ana Ruiz", "--json").json
    assert {p["kind"]: p["state"] for p in shown["promises"]} == {"introduction": "open", "share": "kept"}
    assert [m["kind"] for m in shown["meetings"]] == ["message", "coffee"]


def test_someone_new_named_again_is_added_once_with_the_promise(goodturn: Goodturn) -> None:
    logged = goodturn("log", "Lunch with Nia Adeyemi. I'll send Nia the photographs.", "--json").json
    assert [one["name"] for one in logged["people"]] == ["Nia Adeyemi"]
    assert (logged["promises"][0]["kind"], logged["promises"][0]["people"]) == ("share", ["Nia Adeyemi"])
    shown = goodturn("show", "Nia Adeyemi", "--json").json
    assert [one["what"] for one in shown["promises"]] == ["the photographs"]


def test_a_dry_run_saves_nothing_and_standard_input_is_text_too(
    goodturn: Goodturn, people: list[int]
) -> None:
    dry = goodturn("log", COFFEE, "--dry-run", "--json").json
    assert (dry["saved"], dry["meeting"]["id"]) == (False, None)
    assert goodturn("find", "Blue Bottle").status == 1
    from_input = goodturn("log", "-", "--json", stdin=COFFEE + "\n").json
    assert from_input["saved"] is True
    assert from_input | {"saved": False, "meeting": dry["meeting"]} == dry
    for empty in (["log", "-"], ["log", "  "]):
        assert goodturn(*empty).status == 2


class Untouched(StringIO):
    """A standard input that nothing may read: a shell would wait there for ever."""

    def read(self, size: int | None = -1, /) -> str:
        raise AssertionError("standard input was read")


def test_a_nul_in_the_input_is_left_out(goodturn: Goodturn, people: list[int]) -> None:
    said = "Ana Ruiz is looking for a pri\0nter. I'll send Ana the de\0ck."
    told = goodturn("log", "-", "--json", stdin=said)
    assert (told.status, told.json["topics"][0]["topic"]) == (0, "printer")
    assert told.json["promises"][0]["what"] == "the deck"


@pytest.mark.parametrize("dash", [("-",), ("-", "great", "talk"), ("to", "-"), ("-", "-")])
def test_a_dash_among_words_is_a_dash_and_waits_for_nothing(
    goodturn: Goodturn, people: list[int], folder: Path, tmp_path: Path, dash: tuple[str, ...]
) -> None:
    def runs(*argv: str) -> str:
        out, environ = StringIO(), {"GOODTURN_DATA_DIR": str(folder)}
        given = {"stdin": Untouched(), "out": out, "err": StringIO()}
        assert run(argv, **given, environ=environ, cwd=tmp_path, clock=Clock(date(2026, 11, 21))) == 0
        return out.getvalue()

    assert "known: Ana Ruiz" in runs("log", "Coffee", "with", "Ana Ruiz", *dash)
    goodturn("log", "I'll send Ben Okafor the pricing article")
    (row,) = (one["row"] for one in goodturn("today", "--json").json["rows"] if one["kind"] == "share")
    assert runs("done", row, "Sent", "Ben Okafor", "the", "article", *dash)
    note = goodturn("show", "Ben Okafor", "--json").json["meetings"][0]["note"]
    assert "article" in note


def test_a_lone_dash_after_the_row_is_standard_input(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("log", "I'll send Ben Okafor the pricing article")
    (row,) = (one["row"] for one in goodturn("today", "--json").json["rows"] if one["kind"] == "share")
    told = goodturn("done", row, "-", "--json", stdin="Ben Okafor - he loved it\n").json
    assert "he loved it" in told["log"]["note"]


def test_an_ambiguous_name_saves_nothing_and_names_the_candidates(
    goodturn: Goodturn, people: list[int]
) -> None:
    goodturn("set", "Ben Okafor", "name=Ana Smith")
    for options in ([], ["--dry-run"]):
        told = goodturn("log", "Coffee with Ana today", "--json", *options)
        assert (told.status, told.json["saved"]) == (1, False)
        assert [c["id"] for c in told.json["people"][0]["candidates"]] == people
        assert "several people" in told.err
    assert goodturn("log", "Coffee with Ana Smith today", "--json").json["saved"] is True


def test_a_row_is_snoozed_until_a_day(goodturn: Goodturn, people: list[int]) -> None:
    goodturn("log", COFFEE)
    row = goodturn("today", "--json").json["rows"][0]["row"]
    assert goodturn("snooze", row, "next", "week", "--json").json == {"row": row, "until": "2026-11-23"}
    assert row not in goodturn("today").out
    assert row in goodturn("today", "--on", "2026-11-23").out
    for wrong in (["snooze", row, "whenever"], ["snooze", "promise-99", "tomorrow"], ["done", "nonsense"]):
        told = goodturn(*wrong)
        assert (told.status, told.out) == (2, "")


def test_a_file_is_looked_at_imported_once_and_written_back(goodturn: Goodturn, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text(CARDS)
    dry = goodturn("import", "a.vcf", "--dry-run", "--json").json["files"][0]
    assert (dry["file"], dry["cards"], dry["new"], dry["skipped"]) == ("a.vcf", 2, 1, 1)
    assert dry["people"][0]["full_name"] == "Cleo Marsh"
    assert dry["remarks"][0]["card"] == 2
    assert goodturn("people", "--json").json == {"people": []}
    first = goodturn("import", "a.vcf", "--standing", "parked", "--json")
    assert (first.status, first.json["files"][0]["new"]) == (0, 1)
    again = goodturn("import", "a.vcf", "--json").json["files"][0]
    assert (again["new"], again["same"]) == (0, 1)
    assert goodturn("show", "Cleo Marsh", "--json").json["standing"] == "parked"
    assert goodturn("export", "b.vcf", "--json").json == {"file": "b.vcf", "format": "vcard3", "people": 1}
    assert stat.S_IMODE((tmp_path / "b.vcf").stat().st_mode) == 0o600
    assert "X-PET:cat" in (tmp_path / "b.vcf").read_text()
    written = (tmp_path / "b.vcf").read_bytes().decode()
    assert goodturn("export", "-", "cleo@marsh.example").out == written
    assert len(goodturn("history", "--json").json["steps"]) == 1


def test_a_file_nothing_can_be_read_from_is_1_and_the_rest_comes_in(
    goodturn: Goodturn, tmp_path: Path
) -> None:
    (tmp_path / "a.vcf").write_text(CARDS)
    (tmp_path / "photo.vcf").write_bytes(b"\x89PNG\r\n\x1a\n" * 9)
    told = goodturn("import", "photo.vcf", "gone.vcf", "a.vcf", "--json")
    assert told.status == 1
    assert [len(file["remarks"]) for file in told.json["files"]] == [1, 1, 1]
    assert len(goodturn("people", "--json").json["people"]) == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["import", "a.vcf", "--map", "name=B"], ["import", "a.vcf", "--standing", "gone"],
        ["export", "people.xyz"], ["export", "a.vcf", "--format", "pdf"], ["export", "a.vcf", "--lossless"],
    ],
)  # fmt: skip
def test_what_cannot_be_done_yet_is_said(goodturn: Goodturn, tmp_path: Path, argv: list[str]) -> None:
    (tmp_path / "a.vcf").write_text(CARDS)
    told = goodturn(*argv)
    assert (told.status, told.out) == (2, "")
    assert (tmp_path / "a.vcf").read_text() == CARDS


def test_an_export_to_a_folder_that_is_not_there_is_3(goodturn: Goodturn, people: list[int]) -> None:
    told = goodturn("export", "nowhere/a.vcf")
    assert (told.status, told.out, told.err.count("\n")) == (3, "", 1)
    assert goodturn("export", "a.vcf", "Nobody").status == 1


def test_duplicates_tells_why(goodturn: Goodturn, people: list[int]) -> None:
    assert goodturn("duplicates", "--json").json == {"pairs": []}
    goodturn("set", "1", "email+=shared@x.example", "organization=Acme")
    goodturn("set", "2", "email+=Shared@X.example")
    (pair,) = goodturn("duplicates", "--json").json["pairs"]
    assert (pair["ids"], pair["names"]) == (people, ["Ana Ruiz", "Ben Okafor"])
    assert pair["score"] < 0.8
    assert pair["evidence"] == ["same e-mail shared@x.example", "another name"]
    goodturn("two-people", "1", "2")
    told = goodturn("duplicates")
    assert (told.status, told.out) == (0, "No two entries look like one person.\n")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "status"), [("y\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_at_a_terminal_an_export_asks_before_it_overwrites(
    folder: Path, people: list[int], tmp_path: Path, typed: str, status: int
) -> None:
    target, err = tmp_path / "mine.vcf", StringIO()
    target.write_text("mine")
    environ = {"GOODTURN_DATA_DIR": str(folder)}
    argv = ["export", "mine.vcf"]
    assert run(argv, stdin=Terminal(typed), out=StringIO(), err=err, environ=environ, cwd=tmp_path) == status
    assert "mine.vcf is there already" in err.getvalue()
    assert (target.read_text() == "mine") == (status == 1)


def test_of_many_who_fit_the_first_few_are_offered(goodturn: Goodturn, tmp_path: Path) -> None:
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Tom Number{n}\nEND:VCARD\n" for n in range(12))
    (tmp_path / "toms.vcf").write_text(cards)
    goodturn("import", "toms.vcf")
    told = goodturn("log", "Coffee with Tom", "--json")
    assert (told.status, told.json["saved"]) == (1, False)
    (tom,) = told.json["people"]
    assert (tom["status"], len(tom["candidates"])) == ("ambiguous", 8)


def test_one_is_one_and_bytes_that_are_no_letters_ask_no_question(goodturn: Goodturn, tmp_path: Path) -> None:
    told = goodturn("log", "Coffee with Ana Ruiz today \udcff", "--json").json
    assert told["meeting"]["kind"] == "coffee"
    assert "1 person, 1 meeting, 0 promises" in goodturn("backup", "copy.db").out
    assert "1 person as vcard3" in goodturn("export", "one.vcf").out
    assert goodturn("import", "one.vcf").out.strip() == "one.vcf: 1 card: 1 same"
    assert "does not say its format" in goodturn("export", "one.doc").err


def test_a_place_not_said_is_none_wherever_it_is_told(goodturn: Goodturn) -> None:
    goodturn("log", "Coffee with Ana Ruiz tomorrow at 14:00")
    (meeting,) = goodturn("today", "--on", "2026-11-22", "--json").json["meetings"]
    assert meeting["place"] is None


def test_a_very_long_text_is_read_in_a_straight_line(goodturn: Goodturn) -> None:
    for filler in ("Aa Bb ", "blah blah ", "The weather was fine. "):
        told = goodturn("log", "-", "--dry-run", "--json", stdin="Coffee with Ana Ruiz. " + filler * 3000)
        assert [one["name"] for one in told.json["people"]][:1] == ["Ana Ruiz"], filler


def test_a_not_now_is_listed_from_its_day_put_off_and_done(
    goodturn: Goodturn, people: list[int], folder: Path
) -> None:
    book = Book.open(folder, Clock(date(2026, 8, 3)))
    with book.work() as work:
        ask_id = asking.ask(work, people[0], "15 minutes on pricing")
        asking.answer_not_now(work, ask_id, date(2026, 11, 20))
    book.close()
    assert goodturn("today", "--on", "2026-11-19", "--json").json["rows"] == []
    assert goodturn("today", "--json").json["rows"] == [
        {
            "row": "not_now-1",
            "kind": "not_now_over",
            "people": ["Ana Ruiz"],
            "what": "Ana Ruiz may be asked again: “not now” was until 20 November",
            "why": "“15 minutes on pricing”, asked on 3 August",
            "due": "2026-11-20",
            "days_late": 0,
            "rule": "not_now_over",
        }
    ]
    assert "(since yesterday)  [not_now-1]" in goodturn("today").out
    put_off = goodturn("snooze", "not_now-1", "next week", "--json").json
    assert put_off == {"row": "not_now-1", "until": "2026-11-23"}
    assert goodturn("today", "--json").json["rows"] == []
    assert [row["row"] for row in goodturn("today", "--on", "2026-11-23", "--json").json["rows"]] == [
        "not_now-1"
    ]
    told = goodturn("done", "not_now-1", "She showed me her list", "--json").json
    assert (told["row"], told["log"]["saved"]) == ("not_now-1", True)
    assert goodturn("today", "--on", "2026-11-23", "--json").json["rows"] == []
    assert goodturn("done", "not_now-2").status == 2


def test_a_search_for_a_whole_page_is_answered(goodturn: Goodturn, people: list[int]) -> None:
    """Each word is a condition of the query, and SQLite takes no thousand of them."""
    assert goodturn("find", "zebra " * 20_000).status == 1
    assert [one["title"] for one in goodturn("find", "Ana Ruiz " * 10_000, "--json").json["hits"]] == [
        "Ana Ruiz"
    ]
    assert goodturn("find", " ".join(f"word{number}" for number in range(5000))).status == 1
