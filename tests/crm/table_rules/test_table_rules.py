"""Every content table and foreign key answers what is done with its rows, and what is done is what the answer says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.book import Book
from crm.exporting.due_entries import entries
from crm.formats.archive.selected_rows import rows_of_people
from crm.formats.markdown.folder import write_folder
from crm.history.vocabulary import COLUMNS
from crm.introductions import completing, offering
from crm.introductions.offering import ProposedSide
from crm.people import deleting, merging, story
from crm.people.unmerging import take_apart
from crm.search.whole_book import written
from crm.storage.content_tables import content_tables, references
from crm.storage.full_text.index import KINDS_AT_MOST
from crm.storage.rescue.naming import _KINDS as RESCUED
from crm.table_rules import BY_TABLE, RULES, NotAffected, SearchText, TableRules
from crm.today.today import today_list
from tests.conftest import TODAY
from tests.crm import scenes
from tests.crm.table_rules.one_of_each import AFTER, BEFORE, KEEP, WHO, fill, word

TOP = "the top"
NO_TEXT: dict[str, list[str]] = {}
each = pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.table)


@pytest.fixture
def full(book: Book) -> Book:
    with book.work() as work:
        fill(work)
    return book


def test_every_content_table_has_its_record(book: Book) -> None:
    assert sorted(one.table for one in RULES) == sorted(content_tables(book.read.connection))


def test_every_foreign_key_is_answered_for_merges_and_for_taking_them_apart(book: Book) -> None:
    missing, odd = [], []
    for table in content_tables(book.read.connection):
        for one in references(book.read.connection, table):
            answers = BY_TABLE[table].merge if one.table == "person" else BY_TABLE[table].take_apart
            if one.column not in answers:
                missing.append(f"{table}.{one.column}")
        known = {one.column for one in references(book.read.connection, table)}
        odd += [f"{table}.{name}" for name in {*BY_TABLE[table].merge, *BY_TABLE[table].take_apart} - known]
    assert missing == [], "say in crm/table_rules what a merge does with them"
    assert odd == [], "there are no such foreign keys"


@each
def test_what_is_not_there_says_why(rules: TableRules) -> None:
    answers: list[object] = [
        rules.archive.selected, rules.search, rules.story, rules.markdown, rules.due, *rules.merge.values(),
        *rules.take_apart.values(),
    ]  # fmt: skip
    assert all(len(one.because) > 5 for one in answers if isinstance(one, NotAffected))
    assert rules.delete.because


def test_kinds_of_the_index_have_numbers_of_their_own() -> None:
    numbers = [one.search.number for one in RULES if isinstance(one.search, SearchText)]
    assert sorted(numbers) == list(range(len(numbers)))
    assert len(numbers) <= KINDS_AT_MOST


def test_a_merge_leaves_nothing_behind(full: Book) -> None:
    with full.work() as work:
        merging.merge(work, KEEP, WHO)
    for one in RULES:
        for column, moves in one.merge.items():
            assert not isinstance(moves, NotAffected)
            who = set(full.read.values(f'SELECT "{column}" FROM "{one.table}"'))
            assert WHO not in who, f"{one.table}.{column}"
            assert KEEP in who, f"{one.table}.{column} was not moved"


def test_taken_apart_everything_is_where_it_was(full: Book) -> None:
    before = contents(full)
    with full.work() as work:
        merging.merge(work, KEEP, WHO)
    with full.work() as work:
        take_apart(work, full.read.value("SELECT max(id) FROM merge"))
    after = contents(full)
    pair = next(iter(after["not_same"] - before["not_same"]))
    assert pair[:2] == (KEEP, WHO)
    after["not_same"].discard(pair)
    assert after == before


@each
def test_what_a_deletion_takes(rules: TableRules, full: Book) -> None:
    with full.work() as work:
        deleting.delete(work, WHO)
    left = full.read.value(f'SELECT count(*) FROM "{rules.table}" WHERE id = :id', id=WHO)
    assert left == (0 if rules.delete.is_deleted else 1)


@each
def test_what_an_archive_of_some_holds(rules: TableRules, full: Book) -> None:
    chosen = rows_of_people([BEFORE, WHO, AFTER])
    sql = f'SELECT count(*) FROM "{rules.table}" WHERE id = {WHO} AND ({chosen.where(rules.table)})'
    held = full.read.connection.execute(sql, chosen.values).fetchone()[0]
    assert held == (0 if isinstance(rules.archive.selected, NotAffected) else 1)


@each
def test_what_is_found_by_its_words(rules: TableRules, full: Book) -> None:
    found = any(list(written(full.read, one)) for one in words_of(full, rules.table))
    assert found == isinstance(rules.search, SearchText)


def test_what_stands_in_the_story(full: Book) -> None:
    said = {one.story for one in RULES if isinstance(one.story, str)}
    assert said == set(story.KINDS)
    assert {entry.kind for entry in story.story(full.read, WHO)} == said


@each
def test_what_stands_in_markdown(rules: TableRules, full: Book, tmp_path: Path) -> None:
    write_folder(full.read, [WHO], tmp_path / "people")
    [page] = [one for one in (tmp_path / "people").glob("*.md") if one.name != "index.md"]
    words = words_of(full, rules.table) or NO_TEXT.get(rules.table, [])
    found = [title for title, text in sections(page.read_text()) if any(one in text for one in words)]
    # A promise kept is a moment, too; and a person's own words stand at the top as well.
    assert (rules.markdown in found) if isinstance(rules.markdown, str) else found == []


def test_what_is_due(book: Book) -> None:
    due = {one.table for one in RULES if isinstance(one.due, str)}
    said = due_scene(book)
    assert set(said) == due, "the scene below has something of each"
    told = " | ".join(f"{one.title} {one.words}" for one in entries(book.read, TODAY))
    assert [table for table, words in said.items() if words not in told] == []


def test_rows_of_today_are_about_a_table_that_says_so(book: Book) -> None:
    due_scene(book)
    subjects = {word for one in RULES for word in one.subjects}
    keys = [row.key for row in today_list(book.read, TODAY, 50).rows]
    assert keys
    assert [key for key in keys if key.rpartition("-")[0] not in subjects] == []
    assert len(subjects) == sum(len(one.subjects) for one in RULES), "no word stands for two tables"


def test_every_table_has_words_where_damage_is_told() -> None:
    assert set(RESCUED) == set(BY_TABLE)


def test_history_tells_of_every_table_or_has_a_reason() -> None:
    silent = {
        "not_same": "an answer to Goodturn",
        "merge": "the step's own label says it",
        "said": "what was understood of it is told",
        "item_topic": "told with the thing on the shelf",
        "import": "the step's own label says it",
        "card": "what was understood of it is told",
        "snooze": "the step's own label says it",
        "dismissal": "the step's own label says it",
    }
    assert set(COLUMNS) | set(silent) == set(BY_TABLE)


def due_scene(book: Book) -> dict[str, str]:
    """By table, what the calendar says of it."""
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", birthday="1990-11-25")
        ben = scenes.person(work, "Ben Okafor")
        scenes.promise(work, "favour", "water the plants", ana, made_on=date(2026, 11, 1))
        scenes.meeting(work, date(2026, 11, 24), ben, state="planned", purpose="Budget", place="Blue Bottle")
        work.session.flush()
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) VALUES (?, 'X-ABDATE;X-LABEL=Name day:2019-11-26', 1)",
            (ben.id,),
        )
        work.connection.execute(
            "INSERT INTO ask(uid, person_id, words, why_you, respect, offer, size, state, asked_on, answer_words, "
            "answered_on, not_before_on) VALUES ('u', ?, 'read my draft', '', '', '', '', 'not_now', '2026-08-01', 'later', "
            "'2026-08-02', '2026-11-15')",
            (ben.id,),
        )
        introduction_id = offering.introduce(work, ProposedSide(ana.id), ProposedSide(ben.id))
        completing.mark_made(work, introduction_id)
        work.label = "Made what is due"
    return {
        "person": "Ana Ruiz’s birthday",
        "promise": "ater the plants",
        "meeting": "Ben Okafor",
        "other_property": "Name day",
        "ask": "read my draft",
        "introduction": "Ana Ruiz and Ben Okafor how it went",
    }


def contents(book: Book) -> dict[str, set[tuple[Any, ...]]]:
    return {
        one.table: {tuple(row) for row in book.read.rows(f'SELECT * FROM "{one.table}"')} for one in RULES
    }


def words_of(book: Book, table: str) -> list[str]:
    """Those that only rows of this table hold."""
    row = book.read.one(f'SELECT * FROM "{table}" WHERE id = :id', id=WHO)
    assert row is not None
    return [one for name in row.keys() if (one := word(table, name)) in str(row[name]) and name != "uid"]  # noqa: SIM118


def sections(page: str) -> Iterator[tuple[str, str]]:
    top, *others = page.split("\n## ")
    yield TOP, top
    for one in others:
        title, _, text = one.partition("\n")
        yield title, text
