"""An archive holds what its people need: what only deleted people or undone imports left behind stays at home."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.formats.archive.selected_rows import all_rows
from crm.people import adding, deleting, editing, fields, unmerging
from crm.people.merging import merge
from crm.sorting import deciding
from crm.storage.content_tables import columns, content_tables
from tests.cards import PIXEL
from tests.crm import scenes
from tests.crm.files.books import brought, contents

NewBook = Callable[[], Book]
SMALL_GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
JPEG = b"\xff\xd8\xff\xe0 nothing but a beginning \xff\xd9"
BEN = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben Okafor\r\nUID:ben-plumbago\r\nORG:Plumbago & Sons\r\nCATEGORIES:plumbago friends\r\n"
    f"NOTE:The plumbago blooms\r\nPHOTO;ENCODING=b;TYPE=GIF:{b64encode(SMALL_GIF).decode()}\r\nEND:VCARD\r\n"
)


def tables_of(
    read_from: Book, path: Path, people: list[int] | None = None
) -> dict[str, list[dict[str, Any]]]:
    export(read_from.read, path, people)
    return json.loads(path.read_text(encoding="utf-8"))["tables"]


def full(tables: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    return {name: len(rows) for name, rows in tables.items() if rows and name != "setting"}


def with_ana(book: Book) -> int:
    with book.work() as work:
        ana = adding.add(work, "Ana Ruiz").id
        fields.set_fields(work, ana, [("looking_for", "+=", "a printer"), ("tag", "+=", "food")])
        editing.set_photo(work, ana, PIXEL)
        deciding.decide_later(work, ana)
    return ana


def bring_ben(book: Book, folder: Path) -> int:
    path = folder / "plumbago Ben Okafor.vcf"
    path.write_bytes(BEN.encode())
    brought(book, path)
    return int(book.read.value("SELECT id FROM person WHERE full_name = 'Ben Okafor'"))


ALIVE = {"photo": 1, "person": 1, "topic": 1, "person_topic": 1, "tag": 1, "person_tag": 1, "dismissal": 1}


def test_deleted_people_leave_nothing_in_an_archive(book: Book, new_book: NewBook, tmp_path: Path) -> None:
    with_ana(book)
    ben = bring_ben(book, tmp_path)
    with book.work() as work:
        fields.set_fields(
            work, ben, [("looking_for", "+=", "plumbago seeds"), ("organization", "=", "Later Plumbago")]
        )
        deciding.decide_later(work, ben)
        work.connection.execute(
            "INSERT INTO snooze(row, until_on) VALUES (?, '2027-01-01')", (f"stay_close-{ben}",)
        )
        work.connection.execute("INSERT INTO shown VALUES (?, '2026-11-02')", (f"guard-no_thanks-{ben}",))
    with book.work() as work:
        deleting.delete(work, ben)
    assert book.read.value("SELECT count(*) FROM blob") == 2
    assert full(tables_of(book, tmp_path / "all.json")) == ALIVE
    text = (tmp_path / "all.json").read_text("utf-8")
    assert not re.search(r"plumbago|okafor", text, re.I)
    assert b64encode(SMALL_GIF).decode() not in text
    other = new_book()
    assert brought(other, tmp_path / "all.json").files[0].remarks == []
    for table in ("person", "contact_point", "person_tag", "person_topic"):
        assert contents(other).get(table) == contents(book).get(table)
    assert other.check() == []


def test_an_undone_import_leaves_nothing_in_an_archive(book: Book, tmp_path: Path) -> None:
    with_ana(book)
    bring_ben(book, tmp_path)
    book.undo()
    assert book.read.value("SELECT count(*) FROM blob") == 2
    assert full(tables_of(book, tmp_path / "all.json")) == ALIVE
    assert full(tables_of(book, tmp_path / "all.json", [1])) == {
        one: ALIVE[one] for one in ALIVE if one != "dismissal"
    }


def test_a_photo_taken_away_or_changed_does_not_leave(book: Book, tmp_path: Path) -> None:
    ana = with_ana(book)
    with book.work() as work:
        editing.set_photo(work, ana, JPEG)
    assert [one["media_type"] for one in tables_of(book, tmp_path / "a.json")["photo"]] == ["image/jpeg"]
    with book.work() as work:
        editing.remove_photo(work, ana)
    assert tables_of(book, tmp_path / "b.json")["photo"] == []


def test_what_the_user_wrote_leaves_without_a_person_too(book: Book, tmp_path: Path) -> None:
    ana = with_ana(book)
    with book.work() as work:
        scenes.meeting(work, work.today, note="nobody I knew")
        work.connection.execute("INSERT INTO said(words, on_day) VALUES ('once more', '2026-11-02')")
        scenes.item(work, "A book on jam")
        work.connection.execute("INSERT INTO said(words, on_day) VALUES ('thinking', '2026-11-02')")
        work.connection.execute("INSERT INTO dismissal(row, on_day) VALUES ('event-12ab34', '2026-11-02')")
    with book.work() as work:
        deleting.delete(work, ana)
    assert full(tables_of(book, tmp_path / "all.json")) == {
        "meeting": 1,
        "item": 1,
        "said": 2,
        "dismissal": 1,
    }


def test_the_photo_of_somebody_merged_leaves_with_what_can_be_taken_apart(
    book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    ana = with_ana(book)
    with book.work() as work:
        anna = adding.add(work, "Anna Ruiz").id
        editing.set_photo(work, anna, JPEG)
    with book.work() as work:
        merge(work, ana, anna)
    assert len(tables_of(book, tmp_path / "all.json")["photo"]) == 2
    assert len(tables_of(book, tmp_path / "ana.json", [ana])["photo"]) == 1
    other = new_book()
    brought(other, tmp_path / "all.json")
    with other.work() as work:
        unmerging.take_apart(work, other.read.value("SELECT id FROM merge"))
    photo = other.read.value(
        "SELECT bytes FROM blob JOIN person ON sha256 = photo WHERE full_name = 'Anna Ruiz'"
    )
    assert bytes(photo) == JPEG
    assert other.check() == []


def test_an_archive_of_an_older_program_does_not_bring_them_back(
    book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    with_ana(book)
    bring_ben(book, tmp_path)
    tables_of(book, tmp_path / "both.json")
    document = json.loads((tmp_path / "both.json").read_text("utf-8"))
    for table, rows in document["tables"].items():
        if table == "person":
            document["tables"][table] = [row for row in rows if row["full_name"] != "Ben Okafor"]
    (tmp_path / "old.json").write_text(json.dumps(document), "utf-8")
    other = new_book()
    brought(other, tmp_path / "old.json")
    assert other.read.value("SELECT count(*) FROM blob") == 1


@pytest.mark.parametrize("kind", ["promise", "introduction"])
def test_a_selection_names_nobody_who_is_not_in_it(book: Book, tmp_path: Path, kind: str) -> None:
    with book.work() as work:
        ana, ben = scenes.person(work, "Ana Ruiz"), scenes.person(work, "Ben Okafor")
        ana.introduced_by_id = ben.id
        if kind == "promise":
            scenes.promise(work, "introduction", "Bring them together", ana, ben)
        else:
            scenes.introduction(work, ana, ben)
        ana, ben = ana.id, ben.id
    before = tables_of(book, tmp_path / "ana.json", [ana])
    assert before[kind] == []
    assert before["person"][0]["introduced_by_id"] is None
    with book.work() as work:
        deleting.delete(work, ben)
    assert len(tables_of(book, tmp_path / "all.json")[kind]) == 1
    assert tables_of(book, tmp_path / "ana.json", [ana])[kind] == []
    assert "Okafor" not in (tmp_path / "ana.json").read_text("utf-8")


def test_of_the_sample_story_all_that_is_alive_leaves(story_book: Book) -> None:
    """Each rule that leaves rows out is held to one that says the same in other words."""
    read, chosen = story_book.read, all_rows()
    left_out = {}
    for table in content_tables(read.connection):
        assert set(chosen.columns(read.connection, table)) == {
            one.name for one in columns(read.connection, table)
        }
        many = read.value(f'SELECT count(*) FROM "{table}" WHERE NOT ({chosen.where(table)})')
        if many:
            left_out[table] = many
    assert left_out == {}
