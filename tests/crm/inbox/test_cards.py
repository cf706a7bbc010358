"""Cards and calendars that a phone left: who is new, what Enter would bring, and what is left to the preview."""

import pytest

from crm.errors import FileNotRead
from tests.calendars import GOOGLE, event
from tests.crm.files.calendar.scenes import meetings
from tests.crm.inbox.conftest import Phone

ISLA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Isla Brodie\r\nN:Brodie;Isla;;;\r\nTEL:+44 7700 900123\r\nEMAIL:isla@fair.example\r\nNOTE:Runs the winter fair\r\nEND:VCARD\r\n"
ANA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nEMAIL:ana@ruiz.example\r\n{more}END:VCARD\r\n"


def names(phone: Phone) -> list[str]:
    return phone.book.read.values("SELECT full_name FROM person ORDER BY id")


def test_a_new_card_comes_in_with_yes_and_goes_with_undo(phone: Phone) -> None:
    phone.put("isla-brodie.vcf", ISLA)
    one = phone.one()
    assert (one.kind, one.title, one.enter) == ("card", "Isla Brodie is new", "take")
    assert [detail.words for detail in one.details] == ["Runs the winter fair; a phone, a mail"]
    phone.take(one)
    assert names(phone) == ["Ana Ruiz", "Ben Okafor", "Isla Brodie"]
    assert (phone.look().proposals, phone.lying("done")) == ((), ["isla-brodie.vcf"])
    phone.book.undo()
    assert names(phone) == ["Ana Ruiz", "Ben Okafor"]
    phone.reader.forget()
    assert (phone.one().title, phone.lying("done")) == ("Isla Brodie is new", [])


def test_something_new_about_someone_known_is_told(phone: Phone) -> None:
    phone.put("ana.vcf", ANA.format(more="TEL:+44 7700 900199\r\n"))
    one = phone.one()
    assert (one.title, one.details[0].words) == ("Ana Ruiz has something new", "a phone")
    phone.take(one)
    assert phone.book.read.value("SELECT count(*) FROM contact_point WHERE kind = 'phone'") == 1


def test_a_card_without_anything_new_is_known(phone: Phone) -> None:
    phone.put("ana.vcf", ANA.format(more=""))
    assert (phone.one().enter, phone.one().title) == ("known", "Ana Ruiz: nothing new")


def test_one_who_may_be_someone_else_is_left_to_the_preview(phone: Phone) -> None:
    phone.put("ana.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nTEL:123456\r\nEND:VCARD\r\n")
    one = phone.one()
    assert (one.enter, one.title) == ("choose", "Ana Ruiz may be in your book already")


def test_a_card_that_changed_since_it_was_looked_at_is_not_taken(phone: Phone) -> None:
    phone.put("isla.vcf", ISLA)
    one = phone.one()
    phone.put("isla.vcf", ISLA.replace("Isla Brodie", "Mallory Grim"))
    with pytest.raises(FileNotRead, match=r"isla\.vcf has changed meanwhile"):
        phone.take(one)
    assert names(phone) == ["Ana Ruiz", "Ben Okafor"]


def test_a_calendar_proposes_its_meetings(phone: Phone) -> None:
    events = event("a", ":20261110T090000", "Glasgow shelves with Ana Ruiz")
    phone.put("week.ics", GOOGLE.format(events=events).replace("\n", "\r\n"))
    one = phone.one()
    assert (one.kind, one.title) == ("calendar", "1 past meeting, asked about one by one")
    phone.take(one)
    assert [met[0] for met in meetings(phone.book)] == ["proposed"]
    assert phone.look().proposals == ()


@pytest.mark.parametrize(
    ("events", "enter", "title", "details"),
    [
        (
            event("a", ":20261110T090000", "Dentist", people=("drill@tooth.example",)),
            "choose",
            "“Dentist”: nobody invited is in your book",
            ["drill@tooth.example"],
        ),
        (
            event("a", ":20261110T090000", "Shelves", people=("kofi@x.example", "noor@x.example"))
            + event("b", ":20261211T090000", "Labels", people=("kofi@x.example",)),
            "choose",
            "2 events: nobody invited is in your book",
            ["kofi@x.example", "noor@x.example"],
        ),
        (
            event("a", ":20261110T090000", "Fair", people=tuple(f"g{one}@x.example" for one in range(6))),
            "choose",
            "“Fair”: nobody invited is in your book",
            [*(f"g{one}@x.example" for one in range(4)), "and 2 more"],
        ),
        (
            event("a", ":20261110T090000", "Tax return", people=()),
            "known",
            "No event in it is with someone of your book",
            [],
        ),
    ],
)
def test_a_calendar_without_anyone_known_says_so(
    phone: Phone, events: str, enter: str, title: str, details: list[str]
) -> None:
    phone.put("week.ics", GOOGLE.format(events=events))
    one = phone.one()
    assert (one.enter, one.title, [each.words for each in one.details]) == (enter, title, details)


def test_a_calendar_that_came_in_before_has_no_new_meeting(phone: Phone) -> None:
    events = event("a", ":20261110T090000", "Glasgow shelves with Ana Ruiz")
    phone.put("week.ics", GOOGLE.format(events=events))
    phone.take(phone.one())
    phone.put("again.ics", GOOGLE.format(events=f"{events}\n"))
    assert (phone.one().enter, phone.one().title) == ("known", "No meeting in it is new")


def test_a_card_under_the_name_of_a_text_is_a_card(phone: Phone) -> None:
    phone.put("isla.txt", ISLA)
    assert (phone.one().kind, phone.one().title) == ("card", "Isla Brodie is new")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("isla.vcf", ISLA[:80].encode(), "isla.vcf breaks off in the middle. It is read again when the rest has come."),
        ("week.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEV", "week.ics breaks off in the middle. It is read again when the rest has come."),
        ("isla.vcf", b"<html>\x00\x01\x02", "isla.vcf holds no contacts and no events."),
        ("isla.vcf", b"PK\x03\x04" + b"\x00" * 400, "isla.vcf holds no contacts and no events."),
        ("week.ics", b"", "week.ics holds no contacts and no events."),
    ],
)  # fmt: skip
def test_what_is_broken_or_something_else_is_one_sentence(
    phone: Phone, name: str, data: bytes, sentence: str
) -> None:
    phone.put(name, data)
    assert (phone.one().kind, phone.one().title) == ("problem", sentence)


def test_the_rest_of_a_card_that_comes_later_makes_it_whole(phone: Phone) -> None:
    phone.put("isla.vcf", ISLA[:80])
    assert phone.one().kind == "problem"
    phone.put("isla.vcf", ISLA)
    assert phone.look().proposals == (), "its size changed since the look before: it is still being written"
    assert phone.one().title == "Isla Brodie is new"


def test_a_file_of_200_mb_is_neither_read_nor_in_the_way(phone: Phone) -> None:
    path = phone.put("all.vcf", b"")
    with path.open("r+b") as stream:
        stream.truncate(200_000_000)
    phone.put("walk.txt", "Walk with Ana Ruiz")
    large, walk = sorted(phone.look().proposals, key=lambda one: one.file)
    assert (large.title, large.enter, walk.kind) == ("all.vcf is large: 200 MB", "choose", "text")
    phone.say_no(large)
    assert [one.file for one in phone.look().proposals] == ["walk.txt"]
    assert phone.lying("done") == ["all.vcf"]
