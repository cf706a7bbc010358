"""A text is corrected and read again: what it would change is offered, what was put right by hand stays."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.on_person_page import understand_about
from crm.capture.understand import understand
from crm.clock import Clock
from crm.errors import NotUnderstood
from crm.meetings import logging
from crm.meetings.plan_from_text import understand_plan
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.reading_again.of_meeting import Rereading
from crm.meetings.reading_again.taking import take
from crm.meetings.reading_again.wording import staying_sentence
from crm.people import adding, editing
from crm.text.assignments import parse_assignment
from crm.things import one as things
from crm.things.key import parse_key

TODAY = date(2026, 11, 21)
SAID = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. She’ll check the Leith market dates. "
    "Ana is looking for a packaging designer. Priya can help with food photography. "
    "Ana advised to ask for a break clause."
)
SEND = "Send Ana Ruiz the pricing article"


@pytest.fixture
def logged(book: Book) -> Book:
    """The coffee is meeting 1; its promises are 1 (introduction), 2 (share) and 3 (hers)."""
    people = ("Ana Ruiz", "Priya Nair", "Ben Okafor", "Tom Sandberg", "Sam Field", "Sam Hill")
    with book.work() as work:
        ids = adding.add_many(work, [(name, "") for name in people])
        for one in ids:
            editing.set_standing(work, one, "kept")
    log(book, SAID)
    return book


def log(book: Book, text: str) -> None:
    with book.work() as work:
        logging.log(work, understand(text, book.clock.today(), Names.from_reader(book.read)))


def edit(book: Book, key: str, *fields: str) -> None:
    with book.work() as work:
        things.edit(work, parse_key(key), [parse_assignment(one, "") for one in fields])


def reread(book: Book, text: str) -> Comparison:
    return Rereading(book.read, 1, book.clock.today()).compare(text)


def told(found: Comparison) -> list[str]:
    return [f"{one.about}: {one.words}" for one in found.differences]


def accept(book: Book, found: Comparison, text: str | None = None) -> None:
    with book.work() as work:
        take(work, 1, [one.change for one in found.differences], text)


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


def test_weeks_later_the_days_still_count_from_the_day_of_logging(folder: Path, book: Book) -> None:
    book.close()
    early = date(2026, 11, 2)
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    then = Book.open(folder, Clock(early, lambda: noon))
    log(then, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    then.close()
    now = Book.open(folder, Clock(TODAY, lambda: noon))
    found = reread(now, "Coffee with Ana Ruiz yesterday. Send her the pricing article by Tuesday.")
    assert told(found) == [f"{SEND}: Wednesday 4 becomes Tuesday 3"]
    now.close()


def test_a_plan_is_read_as_a_plan_again(logged: Book) -> None:
    with logged.work() as work:
        things.delete(work, parse_key("meeting-1"))
    logged.undo()
    text = "coffee with Tom Sandberg on Tuesday at Blue Bottle"
    with logged.work() as work:
        plan = understand_plan(text, TODAY, Names.from_reader(logged.read))
        meeting_id = logging.log(work, plan).meeting_id
    assert meeting_id is not None
    rereading = Rereading(logged.read, meeting_id, TODAY)
    assert rereading.compare(text) == Comparison()
    assert told(rereading.compare(text.replace("Tuesday", "Wednesday"))) == [
        "Day: Tuesday 24 becomes Wednesday 25"
    ]


def test_a_line_from_a_persons_page_is_about_that_person_again(logged: Book) -> None:
    text = "coffee yesterday. Send her the lease checklist"
    draft = understand_about(text, TODAY, Names.from_reader(logged.read), "Tom Sandberg")
    with logged.work() as work:
        meeting_id = logging.log(work, draft).meeting_id
    assert meeting_id is not None
    rereading = Rereading(logged.read, meeting_id, TODAY)
    assert rereading.compare(text) == Comparison()
    assert told(rereading.compare(f"{text} by Friday")) == [
        "Send Tom Sandberg the lease checklist: Monday 23 becomes Friday 27"
    ]


def _renamed(book: Book) -> None:
    with book.work() as work:
        editing.rename(
            work, book.read.value("SELECT id FROM person WHERE full_name = 'Kofi'"), "Mensah Adjei"
        )


def _namesake(book: Book) -> None:
    with book.work() as work:
        added = adding.add_many(work, [("Kofi Annan", "")])
        editing.set_standing(work, added[0], "kept")


@pytest.mark.parametrize("change", [_renamed, _namesake])
def test_a_name_means_the_one_who_was_there(logged: Book, change: Callable[[Book], None]) -> None:
    text = "Coffee with Kofi yesterday. Send Kofi the deck."
    log(logged, text)
    change(logged)
    rereading = Rereading(logged.read, 2, TODAY)
    assert rereading.compare(text) == Comparison()
    assert [one.words for one in rereading.compare(f"{text[:-1]} by Friday.").differences] == [
        "Monday 23 becomes Friday 27"
    ]


def test_a_name_that_fits_several_is_asked_about(logged: Book) -> None:
    with pytest.raises(NotUnderstood, match="“Sam” could be several people"):
        reread(logged, SAID.replace("Ana Ruiz and", "Ana Ruiz, Sam and"))


def test_only_people_of_what_is_taken_come_into_the_book(logged: Book) -> None:
    text = SAID.replace("and Priya Nair", "and Kofi Mensah").replace("article.", "article by Tuesday.")
    found = reread(logged, text)
    due = [one.change for one in found.differences if one.about == SEND]
    with logged.work() as work:
        take(work, 1, due)
    assert logged.read.value("SELECT count(*) FROM person WHERE full_name = 'Kofi Mensah'") == 0
    accept(logged, reread(logged, text), text)
    names = (
        "SELECT full_name FROM attendance JOIN person p ON p.id = person_id WHERE meeting_id = 1 ORDER BY 1"
    )
    assert logged.read.values(names) == ["Ana Ruiz", "Kofi Mensah"]


def test_advice_taken_out_takes_the_promise_to_tell_with_it(logged: Book) -> None:
    assert logged.read.value("SELECT count(*) FROM promise WHERE advice_id IS NOT NULL") == 1
    text = SAID.replace(" Ana advised to ask for a break clause.", "")
    accept(logged, reread(logged, text), text)
    assert logged.read.value("SELECT count(*) FROM promise WHERE kind = 'report_back'") == 0
