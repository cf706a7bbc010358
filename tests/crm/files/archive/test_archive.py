"""The whole book as a JSON document: read into an empty book it is the book, into another one nothing is doubled."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.importing.applying import apply
from crm.importing.json_report import report
from crm.importing.preview import preview
from crm.people import adding, fields, merging, unmerging
from crm.people.merging import merge
from crm.storage.content_tables import columns, content_tables
from tests.calendars import COFFEE
from tests.crm import scenes
from tests.crm.files.books import brought, contents
from tests.crm.files.calendar import scenes as calendars

NewBook = Callable[[], Book]


def archive_of(book: Book, path: Path, people: list[int] | None = None) -> Path:
    export(book.read, path, people)
    return path


def counts(found: object) -> dict[str, int]:
    (file,) = report(found)["files"]  # type: ignore[arg-type]
    return {name: value for name, value in file.items() if isinstance(value, int) and value}


def test_an_empty_book_becomes_the_identical_one(story_book: Book, new_book: NewBook, tmp_path: Path) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    other = new_book()
    found = brought(other, path)
    people = story_book.read.value("SELECT count(*) FROM person")
    assert counts(found) == {"cards": people, "new": people}
    assert found.files[0].remarks == []
    assert contents(other) == contents(story_book)
    assert other.check() == []
    again = archive_of(other, tmp_path / "again.json")
    assert again.read_bytes() == path.read_bytes()


def test_the_file_is_the_owners_alone_and_any_json_reader_reads_it(story_book: Book, tmp_path: Path) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    assert path.stat().st_mode & 0o777 == 0o600
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["goodturn"]["people"] == len(document["tables"]["person"])
    assert document["goodturn"]["format"] >= 2
    connection = story_book.read.connection
    for table in content_tables(connection):
        rows = document["tables"][table]
        assert len(rows) == story_book.read.value(f'SELECT count(*) FROM "{table}"')
        assert all(list(row) == [one.name for one in columns(connection, table)] for row in rows)
    assert len(document["tables"]["photo"]) == story_book.read.value("SELECT count(*) FROM blob") > 0


def test_laid_out_anew_by_another_program_it_is_the_same(
    story_book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    turned = {name: document[name] for name in ("tables", "goodturn")}
    for number, text in enumerate(
        [json.dumps(turned, indent=4).encode(), json.dumps(document, separators=(",", ":"), sort_keys=True).encode("utf-16"),
         b"\xef\xbb\xbf" + json.dumps(document, ensure_ascii=False).replace(": ", " : ").encode()]
    ):  # fmt: skip
        laid_out = tmp_path / f"other-{number}.txt"
        laid_out.write_bytes(text)
        if number < 2:
            other = new_book()
            assert brought(other, laid_out).files[0].remarks == []
            assert contents(other) == contents(story_book)
        else:
            assert preview(story_book.read, [laid_out]).files[0].format == "json"


def test_read_again_everything_is_the_same_and_no_step_is_made(story_book: Book, tmp_path: Path) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    before, steps = contents(story_book), story_book.steps(100)
    found = brought(story_book, path)
    assert counts(found).keys() == {"cards", "same"}
    assert contents(story_book) == before
    assert story_book.steps(100) == steps


def test_into_another_book_everyone_comes_with_what_is_theirs_and_nothing_is_doubled(
    story_book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    other = new_book()
    with other.work() as work:
        for name in ("Somebody Else", "And Another"):
            scenes.meeting(work, work.today, scenes.person(work, name))
    before = contents(other)
    found = brought(other, path)
    assert counts(found).keys() == {"cards", "new"}
    added = {"person": 2, "meeting": 2, "attendance": 2}
    left_out = {"setting"}
    for table in content_tables(story_book.read.connection):
        theirs = story_book.read.value(f'SELECT count(*) FROM "{table}"')
        mine = other.read.value(f'SELECT count(*) FROM "{table}"')
        assert mine == (0 if table in left_out else theirs + added.get(table, 0)), table
    for sql in (
        "SELECT p.full_name, m.uid, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
        "JOIN person p ON p.id = a.person_id WHERE p.full_name NOT IN ('Somebody Else', 'And Another') ORDER BY 1, 2",
        "SELECT pr.words, pr.due_on, p.full_name, m.uid FROM promise pr LEFT JOIN promise_person w ON w.promise_id = pr.id "
        "LEFT JOIN person p ON p.id = w.person_id LEFT JOIN meeting m ON m.id = pr.meeting_id ORDER BY 1, 2, 3",
        "SELECT p.full_name, b.full_name FROM person p JOIN person b ON b.id = p.introduced_by_id ORDER BY 1",
        "SELECT p.full_name, d.on_day FROM dismissal d JOIN person p ON d.row = 'sorted-' || p.id ORDER BY 1",
        "SELECT pr.words, s.until_on FROM snooze s JOIN promise pr ON s.row = 'promise-' || pr.id",
        "SELECT p.full_name, last_contact_on FROM person p WHERE uid IN (SELECT uid FROM note) ORDER BY 1",
    ):
        assert [tuple(row) for row in other.read.rows(sql)] == [
            tuple(row) for row in story_book.read.rows(sql)
        ]
    after = contents(other)
    assert counts(brought(other, path)).keys() == {"cards", "same"}
    assert contents(other) == after
    other.undo()
    assert {table: both for table, both in contents(other).items() if table != "blob"} == {
        table: both for table, both in before.items() if table != "blob"
    }
    assert other.check() == []


def test_someone_known_by_uid_is_completed_and_what_the_user_has_stays(
    story_book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    other = new_book()
    brought(other, path)
    with story_book.work() as work:
        ana, ben, cara = work.read.values("SELECT id FROM person ORDER BY id LIMIT 3")
        work.connection.execute(
            "UPDATE person SET how_we_met = 'At a fair', nickname = 'Nan' WHERE id = ?", (ana,)
        )
        person = work.session.get(scenes.Person, ben)
        scenes.meeting(work, work.today, person, note="tea and plans")
    with other.work() as work:
        work.connection.execute(
            "UPDATE person SET how_we_met = 'On a train', nickname = '' WHERE id = ?", (ana,)
        )
        work.connection.execute("UPDATE person SET full_name = 'Cara Mine' WHERE id = ?", (cara,))
    found = brought(other, archive_of(story_book, tmp_path / "later.json"))
    people = story_book.read.value("SELECT count(*) FROM person")
    assert counts(found) == {"cards": people, "updated": 2, "same": people - 2}
    row = other.read.one("SELECT how_we_met, nickname FROM person WHERE id = :one", one=ana)
    assert tuple(row) == ("On a train", "Nan")
    assert other.read.value("SELECT full_name FROM person WHERE id = :one", one=cara) == "Cara Mine"
    assert other.read.value("SELECT count(*) FROM meeting WHERE note = 'tea and plans'") == 1


def test_the_window_previews_and_brings_in_with_everyone_or_without_some(
    story_book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    path = archive_of(story_book, tmp_path / "all.json")
    other = new_book()
    found = preview(other.read, [path])
    documents = report(found, dry_run=True)["files"][0]["people"]
    assert len(documents) == found.count("new") == found.cards
    assert other.read.value("SELECT count(*) FROM person") == 0
    del found.files[0].found[0]
    with other.work() as work:
        apply(work, found)
    assert other.read.value("SELECT count(*) FROM person") == found.cards - 1
    assert other.check() == []


@pytest.mark.parametrize("number", [1, 2])
def test_some_people_leave_with_what_is_between_them_and_nobody_else(
    story_book: Book, new_book: NewBook, tmp_path: Path, number: int
) -> None:
    ids = story_book.read.values(
        "SELECT person_id FROM attendance GROUP BY 1 ORDER BY count(*) DESC LIMIT 3"
    )[:number]
    path = archive_of(story_book, tmp_path / "some.json", ids)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert {row["id"] for row in document["tables"]["person"]} == set(ids)
    assert {row["person_id"] for row in document["tables"]["attendance"]} == set(ids)
    assert document["tables"]["setting"] == document["tables"]["shown"] == []
    named = {row["person_id"] for row in document["tables"]["promise_person"]} - {None}
    assert named <= set(ids)
    other = new_book()
    found = brought(other, path)
    assert counts(found) == {"cards": number, "new": number}
    mine = set(other.read.values("SELECT uid FROM meeting"))
    their = "SELECT m.uid FROM meeting m JOIN attendance a ON a.meeting_id = m.id WHERE a.person_id IN (SELECT value FROM json_each(:ids))"
    assert mine == set(story_book.read.values(their, ids=json.dumps(ids)))
    assert other.check() == []


def test_people_who_were_merged_are_the_same_when_they_are_read_again(
    book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    with book.work() as work:
        ana, anna = (scenes.person(work, name, "ana@ruiz.example").id for name in ("Ana Ruiz", "Anna Ruiz"))
    with book.work() as work:
        merge(work, ana, anna)
    path = archive_of(book, tmp_path / "all.json")
    other = new_book()
    with other.work() as work:
        scenes.person(work, "Ben Okafor", "ben@okafor.example")
    assert counts(brought(other, path)) == {"cards": 1, "new": 1}
    assert counts(brought(other, path)) == {"cards": 1, "same": 1}


def test_a_merge_can_be_taken_apart_in_the_book_that_the_archive_became(
    book: Book, new_book: NewBook, tmp_path: Path
) -> None:
    calendar = calendars.written(tmp_path, COFFEE)
    with book.work() as work:
        ana, other = (adding.add(work, name).id for name in ("Ana Ruiz", "Ana R"))
        fields.set_fields(work, other, [("email", "=", "ana@ruiz.example")])
    calendars.bring_in(book, calendar)
    with book.work() as work:
        merging.merge(work, ana, other)
    path, whole = archive_of(book, tmp_path / "all.json"), new_book()
    brought(whole, path)
    assert contents(whole) == contents(book)
    (proposed,) = calendars.meetings(whole)
    assert (proposed[0], proposed[-1]) == ("proposed", "Ana Ruiz")
    with whole.work() as work:
        unmerging.take_apart(work, whole.read.value("SELECT id FROM merge"))
    assert whole.read.values("SELECT full_name FROM person ORDER BY id") == ["Ana Ruiz", "Ana R"]
    assert calendars.meetings(whole)[0][-1] == "Ana R"
    assert [one.counts for one in calendars.found(whole, calendar).files] == [{"same": 1}]

    beside = new_book()
    with beside.work() as work:
        adding.add(work, "Bo Holm")
    brought(beside, path)
    assert beside.read.values("SELECT full_name FROM person ORDER BY id") == ["Bo Holm", "Ana Ruiz"]
    assert beside.read.value("SELECT count(*) FROM merge") == 0
    assert calendars.meetings(beside)[0][-1] == "Ana Ruiz"
    assert beside.check() == []
