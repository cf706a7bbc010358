"""A text is corrected and read again: what it would change is offered, what was put right by hand stays."""

from collections.abc import Sequence

import pytest

from crm.book import Book
from crm.meetings.reading_again.difference import Comparison, FieldChanged
from crm.meetings.reading_again.wording import staying_sentence
from crm.meetings.taking_corrections import take
from crm.model import PromisePerson
from crm.things import one as things
from crm.things.key import parse_key
from tests.crm.meetings.readings import SAID, SEND, accept, edit, log, log_coffee, reread, told


@pytest.fixture
def logged(book: Book) -> Book:
    return log_coffee(book)


ONE_CHANGE = [
    ("yesterday", "on Thursday", "Day: Friday 20 becomes Thursday 19"),
    ("yesterday", "next Tuesday", "Day: Friday 20 becomes Tuesday 24"),
    ("yesterday at", "yesterday at 10:30 at", "Time: It would be 10:30"),
    ("Blue Bottle", "Artisan Roast", "Place: Blue Bottle becomes Artisan Roast"),
    (" at Blue Bottle", "", "Place: Blue Bottle goes"),
    ("Coffee with", "Lunch with", "Kind: Coffee becomes meal"),
    ("Coffee with", "Video call with", "Kind: Coffee becomes video call"),
    ("Ana Ruiz and Priya Nair", "Ana Ruiz, Priya Nair and Ben Okafor", "People: Ben Okafor was there, too"),
    (
        "Ana Ruiz and Priya Nair",
        "Ana Ruiz, Priya Nair and Kofi Mensah",
        "People: Kofi Mensah was there, too, and comes into your book",
    ),
    (" and Priya Nair", "", "People: Priya Nair was not there"),
    ("article.", "article by Tuesday.", f"{SEND}: Monday 23 becomes Tuesday 24"),
    ("pricing article", "lease checklist", f"{SEND}: “the pricing article” becomes “the lease checklist”"),
    (", send her the pricing article", "", f"{SEND}: No longer in the text: it would be taken out"),
    ("by Friday", "by Monday", "Introduce Ana Ruiz to Ben Okafor: Friday 27 becomes Monday 23"),
    ("for Christmas", "for Easter", "Note: It would read: “Redoing labels for Easter.”"),
    (
        "She’ll check",
        "Priya will check",
        "Ana Ruiz promised to check the Leith market dates: Ana Ruiz promised becomes Priya Nair promised",
    ),
    (
        "packaging designer",
        "label designer",
        "Ana Ruiz is looking for a packaging designer: Becomes: Ana Ruiz is looking for a label designer",
    ),
    (
        " Priya can help with food photography.",
        "",
        "Priya Nair can help with food photography: No longer in the text: it would be taken out",
    ),
    ("clause.", "clause. Priya is looking for a studio.", "New: Priya Nair is looking for a studio"),
    (
        "a break clause",
        "a shorter lease",
        "Ana Ruiz advised: ask for a break clause: Becomes: Ana Ruiz advised: ask for a shorter lease",
    ),
    (
        "She’ll",
        "Thank Ana for the jars. She’ll",
        "New, for Sunday 22: I promised: thank Ana Ruiz for the jars",
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), ONE_CHANGE)
def test_one_corrected_place_changes_one_thing_and_its_yes_settles_it(
    logged: Book, old: str, new: str, words: str
) -> None:
    text = SAID.replace(old, new, 1)
    assert text != SAID
    found = reread(logged, text)
    assert told(found) == [words]
    assert found.staying == ()
    steps = len(logged.steps(50))
    accept(logged, found, text)
    assert len(logged.steps(50)) == steps + 1
    assert reread(logged, text) == Comparison()
    logged.undo()
    assert reread(logged, text) == found


SAME = [
    SAID,
    SAID.replace(". ", ".\n"),
    SAID.replace("send her", "I’ll send her"),
    SAID.replace("She’ll check", "Ana will check"),
    "Coffee with Priya Nair and Ana Ruiz yesterday at Blue Bottle. Priya can help with food photography. "
    "Ana is looking for a packaging designer. Ana’ll check the Leith market dates. Send Ana the pricing article, "
    "intro Ana to Ben Okafor by Friday. Redoing labels for Christmas. Ana advised to ask for a break clause.",
]


@pytest.mark.parametrize("text", SAME)
def test_other_words_for_the_same_change_nothing(logged: Book, text: str) -> None:
    assert reread(logged, text) == Comparison()


BY_HAND = [
    ("promise-2", ("state=kept",), "article.", "article by Tuesday.", f"“{SEND}” (kept) stays as it is."),
    (
        "promise-2",
        ("state=released",),
        ", send her the pricing article",
        "",
        f"“{SEND}” (let go) stays as it is.",
    ),
    ("promise-2", ("due=2026-12-01",), "article.", "article by Tuesday.", f"“{SEND}” stays as it is."),
    (
        "meeting-1",
        ("note=Mine",),
        "for Christmas",
        "for Easter",
        "The note you wrote by hand stays as it is.",
    ),
    ("meeting-1", ("on=2026-11-19",), "yesterday", "on Tuesday", "The day you set stays as it is."),
    (
        "topic-1",
        ("topic=box designer",),
        "packaging designer",
        "label maker",
        "“box designer” stays as it is.",
    ),
    (
        "advice-1",
        ("tried=yes",),
        "a break clause",
        "a shorter lease",
        "The advice “ask for a break clause” stays as it is.",
    ),
]


@pytest.mark.parametrize(("key", "fields", "old", "new", "words"), BY_HAND)
def test_what_was_kept_or_put_right_by_hand_is_never_changed_unasked(
    logged: Book, key: str, fields: Sequence[str], old: str, new: str, words: str
) -> None:
    edit(logged, key, *fields)
    found = reread(logged, SAID.replace(old, new, 1))
    assert told(found) == []
    assert staying_sentence(found) == words


def test_an_introduction_with_someone_else_is_another_one(logged: Book) -> None:
    text = SAID.replace("Ben Okafor", "Tom Sandberg")
    found = reread(logged, text)
    assert told(found) == [
        "Introduce Ana Ruiz to Ben Okafor: No longer in the text: it would be taken out",
        "New, for Friday 27: I promised: introduce Ana Ruiz to Tom Sandberg",
    ]
    accept(logged, found, text)
    assert logged.read.values("SELECT state FROM introduction") == ["offered"]
    assert logged.read.value("SELECT count(*) FROM introduction_side") == 2


def test_a_promise_taken_out_by_hand_comes_back_only_when_its_words_are_corrected(logged: Book) -> None:
    with logged.work() as work:
        things.delete(work, parse_key("promise-2"))
    assert reread(logged, SAID) == Comparison()
    again = reread(logged, SAID.replace("article.", "article by Tuesday."))
    assert told(again) == ["New, for Tuesday 24: I promised: send Ana Ruiz the pricing article"]


def test_what_was_left_is_not_offered_again_once_the_words_are_kept(logged: Book) -> None:
    text = SAID.replace("article.", "article by Tuesday.") + " Thank Ana for the jars."
    found = reread(logged, text)
    with logged.work() as work:
        take(work, 1, [found.differences[0].change])
    assert len(reread(logged, text).differences) == 1, "the words are not kept yet"
    with logged.work() as work:
        take(work, 1, [], text)
    assert reread(logged, text) == Comparison()


def test_everyone_of_an_event_that_was_a_coffee_counts(book: Book) -> None:
    names = "Ann Lee, Ben Okafor, Cat Moss, Dora Blum, Eli Stone, Fay Wong and Gus Hart"
    log(book, f"Event: spring fair with {names}")
    with book.work() as work:
        take(work, 1, [FieldChanged("kind", "coffee")])
    assert set(book.read.values("SELECT counts FROM attendance")) == {1}


def test_whom_a_promise_is_about_stays_when_its_words_are_corrected(logged: Book) -> None:
    with logged.work() as work:
        work.session.add(PromisePerson(promise_id=2, name="Tom", part="about"))
    text = SAID.replace("pricing article", "lease checklist")
    accept(logged, reread(logged, text), text)
    assert logged.read.value("SELECT words FROM promise WHERE id = 2") == "the lease checklist"
    assert logged.read.values("SELECT part FROM promise_person WHERE promise_id = 2 ORDER BY part") == [
        "about",
        "to",
    ]
