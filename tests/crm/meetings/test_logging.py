"""A text logged in the book: who, when, what was promised, and one step to take it all back."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import ChoiceNeeded, NotUnderstood
from crm.meetings import logging
from crm.meetings.log_json import log_report
from crm.meetings.logging import LogResult
from crm.meetings.meeting_list import meeting_ids
from crm.people import adding
from crm.things import one
from crm.things.key import Key

TODAY = date(2026, 11, 21)
COFFEE = (
    "Coffee with Ana Ruiz and Priya yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. She'll check the market dates."
)


def add(book: Book, *names: str, standing: str = "kept") -> list[int]:
    with book.work() as work:
        ids = [adding.add(work, name, standing).id for name in names]
        work.label = "Added people"
    return ids


def log(book: Book, text: str) -> LogResult:
    draft = understand(text, TODAY, Names.from_reader(book.read))
    with book.work() as work:
        return logging.log(work, draft)


def rows(book: Book, sql: str, **values: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book.read.rows(sql, **values)]


def standing(book: Book, person_id: int) -> str:
    return str(book.read.value("SELECT standing FROM person WHERE id = :id", id=person_id))


def test_a_coffee_with_all_that_was_said_is_one_step(book: Book) -> None:
    ana, ben = add(book, "Ana Ruiz", "Ben Okafor")
    logged = log(book, COFFEE)
    [meeting_id] = meeting_ids(book.read, "", TODAY, ana)
    meeting = one.document(book.read, Key("meeting", meeting_id))
    held = [meeting[field] for field in ("kind", "state", "on", "place")]
    assert held == ["coffee", "happened", "2026-11-20", "Blue Bottle"]
    assert (meeting["note"], meeting["said"]) == ("Redoing labels for Christmas.", COFFEE)
    assert meeting["people"] == ["Ana Ruiz", "Priya"]
    assert logged.new_people == [logged.people["priya"]]
    assert logged.people["ben okafor"] == ben
    kinds = rows(
        book, "SELECT kind, by_person_id, words, due_on, due_said, meeting_id FROM promise ORDER BY id"
    )
    assert kinds == [
        ("introduction", None, "introduce Ana Ruiz to Ben Okafor", "2026-11-27", 1, meeting_id),
        ("share", None, "the pricing article", "2026-11-23", 0, meeting_id),
        ("favour", ana, "check the market dates", None, 0, meeting_id),
    ]
    assert book.steps(1)[0].label == "Logged coffee with Ana Ruiz and Priya"


def test_undo_takes_back_everything_and_redo_brings_it_again(book: Book) -> None:
    ana, _ = add(book, "Ana Ruiz", "Ben Okafor")
    log(book, COFFEE)
    book.undo()
    for table in ("meeting", "attendance", "promise", "promise_person", "introduction", "introduction_side"):
        assert book.read.value(f"SELECT count(*) FROM {table}") == 0
    assert book.read.value("SELECT count(*) FROM person") == 2
    book.redo()
    assert len(meeting_ids(book.read, "", TODAY, ana)) == 1
    assert book.read.value("SELECT count(*) FROM promise") == 3


def test_an_introduction_has_two_sides_nobody_asked_yet(book: Book) -> None:
    ana, ben = add(book, "Ana Ruiz", "Ben Okafor")
    log(book, "Intro Ana to Ben")
    sides = rows(book, "SELECT place, person_id, answer FROM introduction_side ORDER BY place")
    assert sides == [(1, ana, "not_asked"), (2, ben, "not_asked")]
    assert rows(book, "SELECT state FROM introduction") == [("offered",)]


def test_a_side_that_is_nobody_named_is_kept_by_its_words(book: Book) -> None:
    (ana,) = add(book, "Ana Ruiz")
    log(book, "Intro Ana to a packaging designer")
    assert rows(book, "SELECT person_id, name FROM introduction_side ORDER BY place") == [
        (ana, ""), (None, "a packaging designer"),
    ]  # fmt: skip
    assert rows(book, "SELECT person_id FROM promise_person") == [(ana,)]


def test_a_choice_to_make_saves_nothing(book: Book) -> None:
    doyle, park = add(book, "Chris Doyle", "Chris Park")
    steps = len(book.steps())
    with pytest.raises(ChoiceNeeded) as choice:
        log(book, "Coffee with Chris and Priya Nair")
    assert sorted(choice.value.candidates) == [(doyle, "Chris Doyle"), (park, "Chris Park")]
    assert len(book.steps()) == steps
    assert book.read.value("SELECT count(*) FROM person") == 2


def test_a_text_about_nobody_is_refused(book: Book) -> None:
    for text in ("Buy milk", "  "):
        with pytest.raises(NotUnderstood):
            log(book, text)
    assert book.read.value("SELECT count(*) FROM note") == 0


def test_a_parked_person_is_kept_by_the_first_meeting_or_promise_not_by_a_note(book: Book) -> None:
    rosa, mei, eva = add(book, "Rosa Weiss", "Mei Kobayashi", "Eva Lund", standing="parked")
    log(book, "Coffee with Rosa Weiss. Eva Lund was there too.")
    log(book, "Send Mei the report")
    assert [standing(book, one) for one in (rosa, mei, eva)] == ["kept", "kept", "parked"]


def test_a_note_without_a_meeting_goes_to_whom_it_names(book: Book) -> None:
    ana, ben = add(book, "Ana Ruiz", "Ben Okafor")
    log(book, "Ana's kids started school. Send Ben the report.")
    assert rows(book, "SELECT person_id, on_day, words FROM note") == [
        (ana, "2026-11-21", "Ana's kids started school.")
    ]
    assert rows(book, "SELECT person_id FROM promise_person") == [(ben,)]
    assert book.steps(1)[0].label == "Noted a promise to Ben Okafor"


def test_the_words_as_typed_are_kept_also_without_a_meeting(book: Book) -> None:
    add(book, "Ben Okafor")
    log(book, "Send Ben the report by Friday")
    assert rows(book, "SELECT words, on_day FROM said") == [("Send Ben the report by Friday", "2026-11-21")]


def test_a_topic_is_one_however_often_it_is_said(book: Book) -> None:
    ana, ben = add(book, "Ana Ruiz", "Ben Okafor")
    log(book, "Ana is looking for a packaging designer")
    log(book, "Ana is looking for a Packaging Designer. Ben can help with packaging designer.")
    assert rows(book, "SELECT words, folded FROM topic") == [("packaging designer", "packaging designer")]
    assert rows(book, "SELECT person_id, kind FROM person_topic ORDER BY id") == [
        (ana, "looking_for"), (ben, "can_help_with"),
    ]  # fmt: skip


def test_advice_opens_one_promise_to_close_the_loop(book: Book) -> None:
    (tom,) = add(book, "Tom Sandberg")
    logged = log(
        book,
        "Call with Tom. He advised me to raise my rates. He told me to sleep more. I advised him to rest.",
    )
    assert rows(book, "SELECT direction, person_id, words FROM advice ORDER BY id") == [
        ("received", tom, "raise my rates"), ("received", tom, "sleep more"), ("given", tom, "rest"),
    ]  # fmt: skip
    due = (TODAY + timedelta(14)).isoformat()
    opened = rows(book, "SELECT kind, due_on, due_said, advice_id IS NOT NULL FROM promise ORDER BY id")
    assert opened == [("report_back", due, 0, 1), ("ask_after", due, 0, 1)]
    assert len(logged.opened_ids) == 2
    assert logged.promise_ids == []


def test_advice_opens_none_where_the_text_promises_it(book: Book) -> None:
    add(book, "Tom Sandberg")
    log(book, "Tom advised me to raise my rates. Tell Tom how it went by Friday.")
    assert rows(book, "SELECT kind, due_said FROM promise") == [("report_back", 1)]


def test_in_touch_today_is_one_key(book: Book) -> None:
    (ana,) = add(book, "Ana Ruiz", standing="parked")
    with book.work() as work:
        logging.in_touch(work, ana)
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=ana) == "2026-11-21"
    assert standing(book, ana) == "kept"
    assert book.steps(1)[0].label == "In touch with Ana Ruiz today"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Lunch with Ana tomorrow", "Planned meal with Ana Ruiz"),
        ("Emailed Ben", "Logged e-mail to Ben Okafor"),
        ("Text from Ana", "Logged message from Ana Ruiz"),
        ("Zoom with Ana, Ben and Tom Sandberg", "Logged video call with Ana Ruiz and 2 others"),
        ("Ana will send me the deck", "Noted a promise by Ana Ruiz"),
        ("Ben can help with print", "Noted what Ben Okafor can help with"),
        ("Ben told me to rest", "Noted advice from Ben Okafor"),
        ("Intro Ana to Ben", "Noted a promise about Ana Ruiz and Ben Okafor"),
        ("Ana moved to Leith", "Noted something about Ana Ruiz"),
    ],
)
def test_history_says_what_was_logged(book: Book, text: str, label: str) -> None:
    add(book, "Ana Ruiz", "Ben Okafor")
    log(book, text)
    assert book.steps(1)[0].label == label


def test_the_report_says_what_was_saved(book: Book) -> None:
    ana, ben = add(book, "Ana Ruiz", "Ben Okafor")
    draft = understand(COFFEE, TODAY, Names.from_reader(book.read))
    dry = log_report(draft, None)
    assert (dry["saved"], dry["meeting"]["id"], dry["people"][1]["id"]) == (False, None, None)
    with book.work() as work:
        report = log_report(draft, logging.log(work, draft))
    priya = book.read.value("SELECT id FROM person WHERE full_name = 'Priya'")
    assert report == {
        "saved": True,
        "people": [
            {"name": "Ana Ruiz", "id": ana, "status": "known", "candidates": []},
            {"name": "Priya", "id": priya, "status": "new", "candidates": []},
            {"name": "Ben Okafor", "id": ben, "status": "known", "candidates": []},
        ],
        "meeting": {
            "id": 1, "kind": "coffee", "state": "happened", "on": "2026-11-20", "at": None, "place": "Blue Bottle",
            "people": ["Ana Ruiz", "Priya"], "note": "Redoing labels for Christmas.",
        },
        "promises": [
            {"kind": "introduction", "by": "me", "people": ["Ana Ruiz", "Ben Okafor"],
             "what": "introduce Ana Ruiz to Ben Okafor", "due": "2026-11-27", "due_said": True},
            {"kind": "share", "by": "me", "people": ["Ana Ruiz"], "what": "the pricing article", "due": "2026-11-23", "due_said": False},
            {"kind": "favour", "by": "Ana Ruiz", "people": [], "what": "check the market dates", "due": None, "due_said": False},
        ],
        "topics": [],
        "advice": [],
        "note": "Redoing labels for Christmas.",
    }  # fmt: skip


def test_a_title_goes_to_its_own_field(book: Book) -> None:
    log(book, "Met Dr. Maria de la Cruz")
    assert rows(book, "SELECT full_name, prefix, given, family FROM person") == [
        ("Maria de la Cruz", "Dr.", "Maria", "de la Cruz"),
    ]  # fmt: skip
