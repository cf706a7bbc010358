"""Tables by command: columns said with --map, remembered for the next one, standing by the kind of list, one undo."""

from pathlib import Path

import pytest

from crm.formats.csv.mapping_questions import RememberedMappings, inspect_table
from tests.tables import google_rows, linkedin_rows, name_of, table, written

ODD = ["Wer", "Anrufen unter", "Post", "Schuh"]
ROWS = [["Ana", "4960988", "ana at fig", "38"], ["Ben", "", "ben at okafor", ""]]
"""Neither their names nor what stands in them tells what these columns hold."""


def test_columns_nobody_knows_are_said_and_remembered(goodturn, tmp_path: Path) -> None:
    written(tmp_path, table(ODD, *ROWS), "odd.csv")
    told = goodturn("import", "odd.csv", "--json")
    (file,) = told.json["files"]
    assert (told.status, file["cards"]) == (1, 0)
    assert "Wer, Anrufen unter, Post, Schuh" in file["remarks"][0]["reason"]
    assert goodturn("import", "odd.csv", "--map", "name=wer,phone=Anrufen unter,E-Mail=Column 3").status == 0
    ana = goodturn("show", "Ana", "--json").json
    assert (ana["phones"][0]["value"], ana["emails"][0]["value"]) == ("4960988", "ana at fig")
    assert ana["other"] == ["X-SCHUH:38"]
    written(tmp_path, table(ODD, ["Mei Abe", "", "mei@abe.example", ""]), "next.csv")
    assert goodturn("import", "next.csv", "--json").json["files"][0]["new"] == 1
    labels = [step["label"] for step in goodturn("history", "--json").json["steps"]]
    assert labels == [
        "Imported 1 person from next.csv", "Imported 2 people from odd.csv", "Remembered the columns of odd.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("shoe=Schuh", "There is no field shoe to map a column to. There are name, given, "),
        ("name=Gone", "odd.csv has no column Gone. There are Wer, Anrufen unter, Post, Schuh."),
        ("name", "“name” does not say which column is what"), ("name=", "does not say which column is what"),
    ],
)  # fmt: skip
def test_a_mapping_that_fits_nothing_is_refused(
    goodturn, tmp_path: Path, mapping: str, sentence: str
) -> None:
    written(tmp_path, table(ODD, *ROWS), "odd.csv")
    for more in ([], ["--dry-run"]):
        told = goodturn("import", "odd.csv", "--map", mapping, *more)
        assert (told.status, told.out) == (2, "")
        assert sentence in told.err
    assert goodturn("history", "--json").json["steps"] == []


def test_a_comma_may_be_part_of_a_columns_name(goodturn, tmp_path: Path) -> None:
    written(tmp_path, table(["Name, first", "X"], ["Ana Ruiz", "ana@fig.example"]), "odd.csv")
    told = goodturn("import", "odd.csv", "--map", "name=Name, first,email=X", "--dry-run", "--json")
    (ana,) = told.json["files"][0]["people"]
    assert (ana["full_name"], ana["emails"][0]["value"]) == ("Ana Ruiz", "ana@fig.example")


def test_what_a_column_is_said_to_be_goes_before_what_it_is_called(goodturn, tmp_path: Path) -> None:
    written(
        tmp_path, table(["Name", "Vorher", "Email", "Notes"], ["Fig", "Ana", "a@fig.example", "x"]), "a.csv"
    )
    mapping = "organization=Name,name=Vorher,leave_out=Notes"
    told = goodturn("import", "a.csv", "--map", mapping, "--dry-run", "--json")
    (ana,) = told.json["files"][0]["people"]
    assert (ana["full_name"], ana["organization"], ana["note"], ana["other"]) == ("Ana", "Fig", "", [])


def test_a_table_said_otherwise_is_read_anew(goodturn, tmp_path: Path) -> None:
    written(tmp_path, table(ODD, *ROWS[:1]), "odd.csv")
    goodturn("import", "odd.csv", "--map", "name=Wer,email=Post")
    told = goodturn("import", "odd.csv", "--map", "name=Wer,email=Post,phone=Anrufen unter", "--json")
    assert told.json["files"][0]["updated"] == 1
    assert goodturn("show", "Ana", "--json").json["phones"][0]["value"] == "4960988"


def test_linkedin_and_google_into_one_book(goodturn, tmp_path: Path) -> None:
    """Sixty and sixty; two are the same by e-mail, six possibly by name, one by nearly the same name at the same firm."""
    written(tmp_path, linkedin_rows(range(60)), "Connections.csv")
    given, family = name_of(50)
    assert f"{given},{family}" in linkedin_rows([50])
    google = [*range(1, 7), 0, 50, *range(100, 152)]
    written(tmp_path, google_rows(google), "contacts.csv")
    first = goodturn("import", "Connections.csv", "--json").json["files"][0]
    assert (first["format"], first["cards"], first["new"]) == ("linkedin", 60, 60)
    second = goodturn("import", "contacts.csv", "--json").json["files"][0]
    assert (second["format"], second["cards"]) == ("google-csv", 60)
    assert (second["new"], second["updated"], second["possible_duplicates"]) == (51, 2, 7)
    standings = [one["standing"] for one in goodturn("people", "--json").json["people"]]
    assert (standings.count("parked"), standings.count("kept")) == (60, 58)
    again = goodturn("import", "Connections.csv", "contacts.csv", "--json").json["files"]
    assert [file["same"] for file in again] == [60, 60]
    assert len(goodturn("history", "--json").json["steps"]) == 2
    goodturn("undo")
    assert len(goodturn("people", "--json").json["people"]) == 60


def test_the_order_of_dates_is_said_and_remembered_for_that_header(goodturn, tmp_path: Path) -> None:
    written(tmp_path, table(["Name", "Birthday"], ["Ana", "4/5/1970"]), "a.csv")
    written(tmp_path, table(["Name", "Birthday"], ["Ben", "6/7/1980"]), "b.csv")
    (unclear,) = goodturn("import", "a.csv", "--dry-run", "--json").json["files"][0]["remarks"]
    assert (unclear["line"], unclear["reason"]) == (
        1,
        "dates such as 4/5/1970 in “Birthday” were read as 5 April 1970; they may also mean 4 May 1970 "
        "(undo, and --dates day-first reads them so)",
    )
    assert goodturn("import", "a.csv", "--dates", "day-first", "--json").json["files"][0]["remarks"] == []
    goodturn("import", "b.csv")
    birthdays = [goodturn("show", name, "--json").json["birthday"] for name in ("Ana", "Ben")]
    assert birthdays == ["1970-05-04", "1980-07-06"]


@pytest.mark.parametrize(
    ("order", "file", "sentence"),
    [
        (
            "backwards",
            "a.csv",
            "“backwards” is no order of dates. Say --dates day-first or --dates month-first.",
        ),
        (
            "day-first",
            "a.vcf",
            "--dates is for tables, and there is none among these files; nothing was imported.",
        ),
    ],
)
def test_an_order_that_is_none_or_for_no_table_is_refused(
    goodturn, tmp_path: Path, order: str, file: str, sentence: str
) -> None:
    written(tmp_path, table(["Name", "Birthday"], ["Ana", "4/5/1970"]), "a.csv")
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n")
    told = goodturn("import", file, "--dates", order)
    assert (told.status, told.out) == (2, "")
    assert sentence in told.err


def test_command_and_window_understand_the_same(goodturn, tmp_path: Path) -> None:
    header = [
        "Vorname",
        "Nachname",
        "Mail privat",
        "Handy-Nr.",
        "Firma (aktuell)",
        "Geb.-Datum",
        "Adresse pro.",
    ]
    row = ["Jörg", "Müller", "j@mueller.example", "0171 2345678", "Nord", "07.03.1990", "Kai 1, 50667 Köln"]
    written(tmp_path, table(header, row, delimiter=";"), "liste.csv")
    (file,) = goodturn("import", "liste.csv", "--dry-run", "--json").json["files"]
    (one,) = file["people"]
    assert (file["remarks"], one["other"]) == ([], [])
    assert (one["full_name"], one["organization"], one["birthday"]) == ("Jörg Müller", "Nord", "1990-03-07")
    assert [(point["value"], point["label"]) for point in (*one["emails"], *one["phones"], *one["addresses"])] == [
        ("j@mueller.example", "home"), ("0171 2345678", "cell"), ("Kai 1, 50667 Köln", "work"),
    ]  # fmt: skip
    asked = inspect_table(tmp_path / "liste.csv", RememberedMappings({}, {}))
    assert [column.field for column in asked.columns] == [
        "given", "family", "email", "phone", "organization", "birthday", "address",
    ]  # fmt: skip
    assert all(column.is_known for column in asked.columns)
