"""What is wrong with an archive is said with its place; what cannot be read costs itself, and nothing is half done."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.importing.archive import inserting_rows
from crm.importing.found_cards import FilePreview
from tests.crm.files.books import brought, contents

NewBook = Callable[[], Book]


@pytest.fixture
def document(story_book: Book, tmp_path: Path) -> Any:
    export(story_book.read, tmp_path / "all.json")
    return json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))


def read_by(book: Book, tmp_path: Path, content: Any) -> FilePreview:
    path = tmp_path / "given.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, indent=0).encode())
    return brought(book, path).files[0]


def said(file: FilePreview) -> str:
    return "\n".join(remark.reason for remark in file.remarks)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[: len(text) // 2], "this is no JSON"),
        (lambda text: text[:-3], "the file ends here"),
        (lambda text: text + b"{}", "something follows after its end"),
        (lambda text: text.replace(b'"program"', b'"archive"', 1), "says “archive” twice"),
        (lambda text: text.replace(b'"topic": [', b'"tag": [', 1), "the table “tag” stands in it twice"),
        (lambda text: text.replace(b'"full_name": ', b'"full_name": ' + b"[" * 200_000, 1), "too deeply"),
        (lambda text: text.replace(b'"full_name": "', b'"full_name": "\xff', 1), "not all in UTF-8"),
        (lambda text: text.replace(b'"id": 1,', b'"id": NaN,', 1), "a number is none"),
        (lambda text: text.replace(b'"id": 1,', b'"id": 1' + b"0" * 5000 + b",", 1), "a number is too long"),
        (lambda text: text.replace(b'"archive": 1', b'"archive": 2', 1), "written by a newer Goodturn"),
        (lambda text: text.replace(b'"format": ', b'"format": 99', 1), "written by a newer Goodturn"),
        (lambda text: text.replace(b'"format": ', b'"shape": ', 1), "which format"),
        (lambda text: b'{"tables": {}}', "does not say that it is an archive"),
        (lambda text: b'{"goodturn": [1], "tables": {}}', "does not say that it is an archive"),
        (lambda text: b'{"goodturn": {"archive": 1, "format": 1}, "tables": []}', "“{” was expected"),
    ],
)  # fmt: skip
def test_no_whole_document_is_refused_in_a_sentence(
    story_book: Book, new_book: NewBook, tmp_path: Path, damage: Callable[[bytes], bytes], words: str
) -> None:
    export(story_book.read, tmp_path / "all.json")
    text = (tmp_path / "all.json").read_bytes()
    other = new_book()
    file = read_by(other, tmp_path, damage(text))
    assert words in said(file)
    assert "Nothing was imported" in said(file)
    assert (file.unreadable, file.cards) == (True, 0)
    assert other.steps(10) == []


def test_the_place_of_the_damage_is_its_line(story_book: Book, new_book: NewBook, tmp_path: Path) -> None:
    export(story_book.read, tmp_path / "all.json")
    lines = (tmp_path / "all.json").read_bytes().split(b"\n")
    number = next(place for place, line in enumerate(lines, 1) if line.startswith(b'"person"')) + 5
    lines[number - 1] = lines[number - 1].replace(b'"uid": "', b'"uid": x"', 1)
    assert f"line {number}: " in said(read_by(new_book(), tmp_path, b"\n".join(lines)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"full_name": ""}, "it breaks a rule of the book"),
        ({"standing": "adored"}, "it breaks a rule of the book"),
        ({"standing": 5}, "standing is not what it should be"),
        ({"rhythm_days": "45"}, "rhythm_days is not what it should be"),
        ({"rhythm_days": 10**30}, "rhythm_days is too large a number"),
        ({"rhythm_days": True}, "rhythm_days is not what it should be"),
        ({"uid": None}, "it has no uid"),
        ({"id": 0}, "its id is no number"),
        ({"id": 2**63 - 1}, "id is too large"),
        ({"id": 2**60}, "its id is no number"),
        ({"id": 1}, "it breaks a rule of the book, or stands there twice"),
    ],
)  # fmt: skip
def test_one_person_that_cannot_be_stored_costs_that_person(
    document: Any, new_book: NewBook, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    people = document["tables"]["person"]
    people[3].update(change)
    other = new_book()
    file = read_by(other, tmp_path, document)
    assert f"tables.person[3]: {words}" in said(file)
    (remark,) = [one for one in file.remarks if "person[3]" in one.reason]
    assert remark.card == 4
    assert remark.line > 1
    assert (file.cards, file.count("new"), file.count("skipped")) == (len(people), len(people) - 1, 1)
    assert other.check() == []


def test_odd_values_are_left_out_and_told(document: Any, new_book: NewBook, tmp_path: Path) -> None:
    people = document["tables"]["person"]
    people[0]["birthday"], people[0]["birthday_md"] = "2026-02-30", 9999
    people[1]["nickname"] = "Na\ud800n\x00"
    people[2]["colour"] = "blue"
    document["tables"]["meeting"][0]["held_at"] = "29:59"
    document["tables"]["contact_point"][0]["parts"] = "[1, 2"
    document["tables"]["setting"].append({"id": 900, "key": "theme2", "value": "{"})
    document["tables"]["photo"][0]["bytes"] = document["tables"]["photo"][0]["bytes"][:-8]
    document["tables"]["attendance"][0]["person_id"] = 40_000
    document["tables"]["gifts"] = [{"id": 1}, "two"]
    document["more"] = {"anything": [1.5, None]}
    other = new_book()
    file = read_by(other, tmp_path, document)
    for words in (
        "tables.person[0]: birthday is not what it should be and was left out",
        "tables.person[1]: nickname held signs that are no text",
        "tables.person[2]: “colour” is not known here",
        "tables.meeting[0]: held_at is not", "tables.contact_point[0]: parts is not",
        "its value is no JSON", "tables.photo[0]: the photo is", "1 record belongs to something that is not in the file",
        "tables.gifts: this Goodturn knows no such table; 2 left out",
    ):  # fmt: skip
        assert words in said(file)
    assert file.count("new") == file.cards == len(people)
    assert other.read.value("SELECT nickname FROM person WHERE id = :one", one=people[1]["id"]) == "Nan"
    assert other.read.value("SELECT birthday_md FROM person WHERE id = :one", one=people[0]["id"]) is None
    assert other.check() == []


def test_an_archive_of_the_first_format_is_brought_up_to_date(
    document: Any, new_book: NewBook, tmp_path: Path
) -> None:
    document["goodturn"]["format"] = 1
    asks = document["tables"].pop("ask")
    other = new_book()
    file = read_by(other, tmp_path, document)
    assert asks
    assert file.count("new") == file.cards
    assert "ask" not in contents(other)
    assert other.read.value("SELECT count(*) FROM meeting") == len(document["tables"]["meeting"])


def test_an_import_that_fails_half_way_changes_nothing(
    document: Any, new_book: NewBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.json"
    other = new_book()
    monkeypatch.setattr(inserting_rows.ArchiveInserter, "_insert_shown", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        brought(other, path)
    assert other.read.value("SELECT count(*) FROM person") == 0
    assert other.steps(10) == []
