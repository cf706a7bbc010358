"""From the words someone types to one person."""

from collections.abc import Callable

import pytest

from crm.book import Book
from crm.errors import ChoiceNeeded, NothingFound
from crm.people.lookup import find_person


@pytest.mark.parametrize("words", ["{id}", "{uid}", "ANA@ruizsauce.example", "Ána  ruiz", " ana ruiz "])
def test_id_uid_email_and_folded_full_name_all_lead_to_the_person(book: Book, ana: int, words: str) -> None:
    uid = book.read.value("SELECT uid FROM person WHERE id = :id", id=ana)
    assert find_person(book.read, words.format(id=ana, uid=uid)) == ana


@pytest.mark.parametrize("words", ["Ana", "999", "", "nobody@example.org", "ana' OR 1=1 --", "9" * 40])
def test_what_names_nobody_in_full_finds_nobody(book: Book, ana: int, words: str) -> None:
    with pytest.raises(NothingFound):
        find_person(book.read, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ms. Priya Sharma", "Priya Sharma"),
        ("Priya Sharma", "ms. priya sharma"),
        ("Ana María Ruiz García", "Ana Ruiz"),
        ("Dr. Tom Sandberg Jr.", "Tom Sandberg"),
        ("Dr. Tom Sandberg Jr.", "Prof. Tom Sandberg"),
        ("Meier, Vreni", "meier vreni"),
        ("Frau Vreni Meier", "Frau Meier"),
        ("Nora Smith-Jones", "Nora Jones"),
        ("Susan St. James", "susan st james"),
    ],
)
def test_titles_and_names_between_may_be_left_out(
    book: Book, add: Callable[..., int], name: str, words: str
) -> None:
    only = add(name)
    add("Tom Sandström")
    assert find_person(book.read, words) == only


def test_several_who_hold_the_words_are_a_choice_and_one_called_just_so_is_none(
    book: Book, ana: int, add: Callable[..., int]
) -> None:
    one, other = add("Dr. Rosa Maria Weiss"), add("Rosa Elena Weiss")
    with pytest.raises(ChoiceNeeded) as asked:
        find_person(book.read, "Rosa Weiss")
    assert [person for person, _ in asked.value.candidates] == [other, one]
    plain = add("Rosa Weiss")
    add("Frau Rosa Weiss")
    assert find_person(book.read, "Rosa Weiss") == plain
    with pytest.raises(NothingFound):
        find_person(book.read, "Weiss Rosa")


def test_namesakes_are_never_guessed_and_kept_ones_come_first(
    book: Book, ana: int, add: Callable[..., int]
) -> None:
    parked = add("Ana Ruíz", standing="parked")
    with pytest.raises(ChoiceNeeded) as asked:
        find_person(book.read, "Ana Ruiz")
    assert asked.value.candidates == [(ana, "Ana Ruiz"), (parked, "Ana Ruíz")]
    assert find_person(book.read, str(parked)) == parked


def test_a_shared_address_is_a_choice_too(
    book: Book, ana: int, ben: int, change: Callable[..., object]
) -> None:
    change(ben, "email+=Ana@RuizSauce.example")
    with pytest.raises(ChoiceNeeded) as asked:
        find_person(book.read, "ana@ruizsauce.example")
    assert [one for one, _ in asked.value.candidates] == [ana, ben]
