"""Search for people while typing."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.search.people import find
from crm.text.folding import fold

Add = Callable[..., int]


def names(book: Book, text: str, limit: int = 20) -> list[str]:
    return [hit.name for hit in find(book.read, text, limit)]


def test_name_prefixes_come_before_inner_words_and_kept_before_parked(book: Book, add: Add) -> None:
    add("Berta Anand")
    add("Anna Parked", standing="parked")
    add("Ana Ruiz")
    add("Jean-Ansel Roy")
    assert names(book, "an") == ["Ana Ruiz", "Anna Parked", "Berta Anand", "Jean-Ansel Roy"]
    assert names(book, "an", limit=2) == ["Ana Ruiz", "Anna Parked"]


@pytest.mark.parametrize(
    "text", ["josé", "JOSE", "garcia jos", "Garcí", "acme", "j@acme", "garcía ac", "jose garcia"]
)
def test_any_word_of_name_organisation_or_address_in_any_case_and_accent(
    book: Book, add: Add, text: str
) -> None:
    add("José García", "organization=Acme Tools", "email+=j@acme.example")
    add("Somebody Else", "organization=Other", "email+=s@other.example")
    assert names(book, text) == ["José García"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("Okafro", "Ben Okafor"), ("Oakfor", "Ben Okafor"), ("Sandbreg tom", "Tom Sandberg")]
)
def test_a_slip_of_the_finger_is_forgiven(book: Book, add: Add, typed: str, meant: str) -> None:
    add("Ben Okafor")
    add("Tom Sandberg")
    assert names(book, typed) == [meant]


@pytest.mark.parametrize("text", ["", "   ", "xy", "zzzzzz", "ben zzzzzz", "%", "_", "'", '"', "be%"])
def test_a_query_without_a_match_finds_nothing(book: Book, add: Add, text: str) -> None:
    add("Ben Okafor")
    assert names(book, text) == []


def test_a_slip_is_no_title(book: Book, add: Add) -> None:
    add("Herr Okan Yıldız")
    add("Señora Tomasa Herrera")
    assert names(book, "Herera") == ["Señora Tomasa Herrera"]
    assert names(book, "herr okn yildiz") == []
    assert names(book, "okann yildiz") == ["Herr Okan Yıldız"]


def test_what_tells_namesakes_apart_is_shown(book: Book, add: Add) -> None:
    add("Ana Ruiz", "organization=Ruiz Hot Sauce", "email+=a@b.example")
    add("Ana Ruiz", "email+=other@b.example")
    assert [hit.detail for hit in find(book.read, "ana")] == ["Ruiz Hot Sauce", "other@b.example"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.text("abz Øéñ-'%_", min_size=1, max_size=5))
def test_every_name_with_such_a_beginning_is_found(book: Book, text: str) -> None:
    people = ["Abe Zab", "Ñaba-Éa Oz", "Z Ab", "Bo", "Aa'b %a_"]
    if not book.read.value("SELECT count(*) FROM person"):
        from crm.people import adding

        with book.work() as work:
            for name in people:
                adding.add(work, name)
    words = fold(text).replace("-", " ").split()
    matching_commands = {
        n for n in people if words and all(f" {w}" in " " + fold(n).replace("-", " ") for w in words)
    }
    assert matching_commands <= set(names(book, text))


def test_only_a_slip_loads_what_forgives_it() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import crm.search.whole_book, sys; print('rapidfuzz' in sys.modules, 'sqlalchemy' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert loaded.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("text", ["020 7946 0958", "+44 20 79", "7946", "(20) 7946", "ana 0958"])
def test_a_phone_number_is_found_by_its_digits_however_it_is_written(book: Book, add: Add, text: str) -> None:
    add("Ana Ruiz", "phone+=+44 20 7946-0958")
    add("Ben Ito", "phone+=+1 415 555 0134")
    assert names(book, text) == ["Ana Ruiz"]


def test_two_digits_alone_find_no_phone_number(book: Book, add: Add) -> None:
    add("Ana Ruiz", "phone+=+44 20 7946 0958")
    assert names(book, "09") == []


def test_invisible_characters_are_ignored_in_the_query(book: Book, add: Callable[..., int]) -> None:
    hidden, plain = add("A\u200bna\u202e Ru\u00adiz"), add("Ben Okafor")
    assert [hit.person_id for hit in find(book.read, "Ana Ruiz")] == [hidden]
    assert [hit.person_id for hit in find(book.read, "B\u200ben\ufeff Okafor\u202c")] == [plain]
