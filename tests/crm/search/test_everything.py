"""Full-text search by word prefixes."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.model import Note
from crm.people import adding
from crm.search.whole_book import excerpt, find, written
from crm.text.folding import fold


def found(book: Book, text: str) -> list[tuple[str, str | None]]:
    return [(hit.kind, hit.person) for hit in find(book.read, text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("landlord", [("note", "Ana Ruiz")]),
        ("LABELS christ", [("meeting", "Ana Ruiz")]),
        ("blue bott", [("meeting", "Ana Ruiz")]),
        ("brands", [("item", None)]),
        ("article", [("promise", "Ana Ruiz")]),
        ("sauce.example", [("person", "Ana Ruiz")]),
        ("ana", [("person", "Ana Ruiz")]),
        ("landlord labels", []),
    ],
)
def test_each_kind_is_found_with_its_person(
    book: Book, ana: int, text: str, kinds: list[tuple[str, str | None]]
) -> None:
    assert found(book, text) == kinds


def test_a_topic_leads_to_who_holds_it_and_people_come_first(book: Book, ana: int) -> None:
    hits = find(book.read, "pricing")
    assert [(hit.kind, hit.excerpt) for hit in hits] == [
        ("person", "can help with wholesale pricing"),
        ("promise", "send her the pricing article"),
    ]
    assert hits[0].id == ana
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_without_names_what_is_written_comes_alone_with_its_day(book: Book, ana: int) -> None:
    assert [(hit.kind, hit.on) for hit in written(book.read, "labels")] == [("meeting", book.clock.today())]
    assert [hit.id for hit in written(book.read, "wholesale", known={ana}) if hit.kind == "person"] == []


def test_what_is_changed_or_deleted_is_found_no_more(book: Book, ana: int) -> None:
    with book.work() as work:
        work.session.query(Note).one().words = "The bees survived"
    assert found(book, "landlord") == []
    assert found(book, "bees") == [("note", "Ana Ruiz")]
    book.undo()
    assert found(book, "landlord") == [("note", "Ana Ruiz")]


def test_a_long_text_shows_the_stretch_around_the_word() -> None:
    shown = excerpt("word " * 100 + "landlord " + "word " * 100, ["landl"])
    assert "landlord" in shown
    assert len(shown) < 100
    assert shown[0] == shown[-1] == "…"


HOSTILE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(['"', '""', "*", "a*", "NEAR(a b)", "title:ana", "a AND", "OR", "NOT a", "(", "{a}", "^a", "a-b", "\x00", "\ud800", "ß", "½"]),
    st.lists(st.sampled_from(["ana", "lab", "é", "*", '"', "OR", "-", "'"]), max_size=5).map(" ".join),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(HOSTILE)
def test_no_query_breaks_the_search(book: Book, text: str) -> None:
    for hit in find(book.read, text):
        assert hit.title


NOTES = [
    "Café in the Alps",
    "cafe-bar, no ALPS",
    "a b c",
    "ab-ac",
    "The caféteria (x)",
    "a*b \"quoted\" 'x' NEAR OR",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(["caf", "CAFÉ", "alp", "a", "ab", "b", "near", "or", "x", '"', "*", "quo", "q*"]),
        min_size=1,
        max_size=3,
    )
)
def test_the_notes_found_are_those_a_plain_filter_finds(book: Book, words: list[str]) -> None:
    if not book.read.value("SELECT count(*) FROM person"):
        with book.work() as work:
            person = adding.add(work, "Zoë Quill")
            work.session.add_all(Note(person_id=person.id, words=text) for text in NOTES)
    asked = [word for one in words for word in re.findall(r"\w+", fold(one))]
    parts = {n: re.findall(r"\w+", fold(text)) for n, text in enumerate(NOTES, 1)}
    naive = {n for n, has in parts.items() if asked and all(any(p.startswith(w) for p in has) for w in asked)}
    assert {hit.id for hit in find(book.read, " ".join(words)) if hit.kind == "note"} == naive


def test_invisible_characters_are_ignored_in_a_search(book: Book, ana: int) -> None:
    plain = find(book.read, "wholesale")
    assert plain
    assert find(book.read, "who\u200bles\u00adale\u202c") == plain
