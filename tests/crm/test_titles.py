"""Titles in front of names: Python and SQLite take off the same."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.text.folding import fold
from crm.text.name_titles import AFTER_ANOTHER, IN_FRONT, is_title, sort_columns, without_titles

_WORDS = ("Dr.", "Prof.", "med.", "Frau", "Sra.", "Dott.ssa", "Ana", "Mag", "Mag.", "&", "'", "Ærø")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ms. Priya Sharma", "priya sharma"),
        ("Herr Prof. Dr. med. Otto Brandt", "otto brandt"),
        ("Dr.", "dr."),
        ("Frau Dr.", "dr."),
        ("Mr. & Mrs. Smith", "smith"),
        ("Sr.ª Ana Ruiz", "ana ruiz"),
        ("Phil Collins", "phil collins"),
        ("Mag Ruffman", "mag ruffman"),
        ("", ""),
    ],
)
def test_lists_are_sorted_by_what_follows_the_titles(name: str, key: str) -> None:
    assert without_titles(fold(name)) == key


@given(st.lists(st.sampled_from(_WORDS) | st.text("dr.aé ", max_size=4), max_size=7))
def test_sqlite_takes_off_the_same_titles(words: list[str]) -> None:
    table = sqlite3.connect(":memory:")
    columns = ", ".join(f"{name} TEXT AS ({sql})" for name, sql in sort_columns("name_key").items())
    table.execute(f"CREATE TABLE person(name_key TEXT, {columns})")
    key = fold(" ".join(words))
    table.execute("INSERT INTO person VALUES (?)", (key,))
    assert table.execute("SELECT sort_key FROM person").fetchone()[0] == without_titles(key)
    table.close()


def test_every_title_is_one_with_its_full_stop_and_no_part_of_a_title_is_one_alone() -> None:
    assert all(is_title(word) and is_title(f"{word}.") for word in IN_FRONT)
    assert not {word for word in AFTER_ANOTHER if is_title(word)}
