"""Lines that a phone left: what they would log, from which day they are read, and what must be decided first."""

from datetime import datetime

import pytest

from crm.errors import NotUnderstood
from tests.crm import scenes
from tests.crm.inbox.conftest import Phone

WALK = "Walk with Ana Ruiz this morning, send her the label sheet"


def test_a_line_says_what_it_would_log_and_yes_logs_it(phone: Phone, met) -> None:
    phone.put("walk.txt", WALK)
    one = phone.one()
    assert (one.file, one.kind, one.words, one.enter, one.remark) == ("walk.txt", "text", WALK, "take", "")
    assert [(detail.words, detail.chip) for detail in one.details] == [
        ("Walk with Ana Ruiz, today", ""),
        ("Send Ana Ruiz the label sheet", "Monday"),
    ]
    assert met() == []
    phone.take(one)
    assert met() == ["walk 2026-11-21 Ana Ruiz"]
    assert phone.book.steps(1)[0].label == "Logged walk with Ana Ruiz"


def test_words_are_read_from_the_day_on_which_they_were_written(phone: Phone, met) -> None:
    phone.put("walk.txt", WALK, datetime(2026, 11, 18, 20, 0).astimezone())
    one = phone.one()
    assert one.details[0].words == "Walk with Ana Ruiz, Wednesday"
    phone.take(one)
    assert met() == ["walk 2026-11-18 Ana Ruiz"]


@pytest.mark.parametrize("year", [1970, 2031])
def test_a_day_that_cannot_be_meant_is_taken_for_today(phone: Phone, met, year: int) -> None:
    phone.put("walk.txt", WALK, datetime(year, 3, 4, 12, 0).astimezone())
    phone.take(phone.one())
    assert met() == ["walk 2026-11-21 Ana Ruiz"]


def test_each_meeting_of_a_text_is_asked_about_by_itself_with_what_belongs_to_it(phone: Phone, met) -> None:
    phone.put("day.txt", "Coffee with Ana Ruiz\nSend her the price list\n\nCall with Ben Okafor\n")
    first, second = phone.look().proposals
    assert (first.words, second.words) == (
        "Coffee with Ana Ruiz\nSend her the price list",
        "Call with Ben Okafor",
    )
    phone.take(second)
    assert [one.words for one in phone.look().proposals] == [first.words]
    assert phone.lying() == ["day.txt"], "half of it still waits"
    phone.say_no(first)
    assert (phone.look().proposals, phone.lying(), phone.lying("done")) == ((), [], ["day.txt"])
    assert met() == ["call 2026-11-21 Ben Okafor"]


def test_a_name_that_fits_two_is_said_and_never_guessed(phone: Phone, met) -> None:
    with phone.book.work() as work:
        scenes.person(work, "Ana Costa")
    phone.put("walk.txt", "Walk with Ana this morning")
    one = phone.one()
    assert one.enter == "choose"
    assert one.remark.startswith("“Ana” may be Ana ")
    with pytest.raises(NotUnderstood):
        phone.take(one)
    assert met() == []


def test_a_text_that_names_nobody_opens_log(phone: Phone) -> None:
    phone.put("milk.txt", "milk and bread")
    assert (phone.one().enter, phone.one().remark) == ("choose", "Nobody is named here.")


@pytest.mark.parametrize(
    ("data", "words", "remark"),
    [
        ("Coffee with Zoë Brontë".encode("utf-16"), "Coffee with Zoë Brontë", ""),
        ("\ufeffCoffee with Zoë Brontë".encode(), "Coffee with Zoë Brontë", ""),
        (
            "Coffee with Zoë Brontë".encode("cp1252"),
            "Coffee with Zoë Brontë",
            "Its letters were taken for Windows-1252.",
        ),
        (
            b"Coffee with Ana Ruiz\x00\x07\x1b[31m at Blue Bottle",
            "Coffee with Ana Ruiz[31m at Blue Bottle",
            "",
        ),
    ],
)
def test_any_charset_is_read_and_a_guess_is_said(phone: Phone, data: bytes, words: str, remark: str) -> None:
    phone.put("note.txt", data)
    assert (phone.one().words, phone.one().remark) == (words, remark)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "note.txt is empty."),
        (b" \n\r\n\t", "note.txt is empty."),
        (bytes(range(32)) * 40, "note.txt holds no text that can be read."),
        (
            b"Coffee with Ana. " * 4000,
            "note.txt is longer than a note. Shorten it, or bring it in by hand.",
        ),
    ],
)
def test_what_is_no_note_is_one_sentence_and_can_be_put_aside(
    phone: Phone, data: bytes, sentence: str
) -> None:
    phone.put("note.txt", data)
    one = phone.one()
    assert (one.kind, one.title, one.enter) == ("problem", sentence, "nothing")
    phone.say_no(one)
    assert (phone.look().proposals, phone.lying("done")) == ((), ["note.txt"])


def test_the_same_words_twice_are_logged_once_unless_another_day_is_meant(phone: Phone) -> None:
    phone.put("walk.txt", WALK)
    phone.put("walk (conflict).txt", WALK)
    phone.put("later.txt", WALK, datetime(2026, 11, 20, 9, 12).astimezone())
    first, twin, of_yesterday = phone.look().proposals
    assert [one.enter for one in (of_yesterday, first, twin)] == ["take"] * 3
    phone.take(first)
    answers = {one.file: (one.enter, one.remark) for one in phone.look().proposals}
    assert answers == {
        "later.txt": ("take", "The same words came in today, too."),
        twin.file: ("known", "The same words came in today and are settled."),
    }


def test_a_file_that_is_written_on_asks_about_its_new_lines_and_knows_the_old_ones(phone: Phone, met) -> None:
    phone.put(
        "log.txt", "Coffee with Ana Ruiz\nCall with Ben Okafor", datetime(2026, 11, 19, 9, 0).astimezone()
    )
    phone.take(phone.look().proposals[0])
    phone.put("log.txt", "Coffee with Ana Ruiz\nCall with Ben Okafor\nLunch with Mei Kobayashi")
    phone.look()
    known, call, lunch = phone.look().proposals
    assert (known.words, known.enter) == ("Coffee with Ana Ruiz", "known")
    assert (call.words, call.enter, lunch.words) == (
        "Call with Ben Okafor",
        "take",
        "Lunch with Mei Kobayashi",
    )
    for one in (call, lunch):
        phone.take(one)
    phone.say_no(known)
    assert (phone.look().proposals, phone.lying("done")) == ((), ["log.txt"])
    assert [line.partition(" ")[0] for line in met()] == ["coffee", "call", "meal"]


def test_people_who_came_meanwhile_are_found(phone: Phone) -> None:
    phone.put("walk.txt", "Walk with Mei Kobayashi")
    assert "Mei Kobayashi is new" in [detail.words for detail in phone.one().details]
    with phone.book.work() as work:
        scenes.person(work, "Mei Kobayashi")
    phone.reader.forget()
    assert [detail.words for detail in phone.one().details] == ["Walk with Mei Kobayashi, today"]
