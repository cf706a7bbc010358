"""Calendars as the three great programs write them, hours in every spelling of a zone, and events that are broken."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.formats.calendar.event import Event
from crm.formats.calendar.reader import read
from crm.formats.card import CardRead
from tests.calendars import APPLE, COFFEE, GOOGLE, OUTLOOK, event
from tests.conftest import TODAY
from tests.crm.files.calendar.scenes import written


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def cards(folder: Path, events: str, shape: str = GOOGLE, today: date = TODAY) -> list[CardRead]:
    return list(read(written(folder, events, shape=shape), today))


def one(folder: Path, events: str, shape: str = GOOGLE) -> Event:
    (card,) = cards(folder, events, shape)
    assert card.event is not None
    return card.event


def people(found: Event) -> list[tuple[str, str]]:
    return [(each.name, each.email) for each in found.people]


def times(found: Event) -> list[tuple[str, str | None]]:
    return [(each.on.isoformat(), each.at) for each in found.times]


def test_a_google_event_is_read_with_its_guests_and_without_its_rooms(tmp_path: Path) -> None:
    coffee = one(tmp_path, COFFEE)
    assert (coffee.uid, coffee.what, coffee.place) == ("coffee@google.com", "Coffee with Ana", "Blue Bottle")
    assert coffee.said == "Labels, prices\nand Christmas"
    assert coffee.kind == "coffee"
    assert people(coffee) == [("", "jo@lindqvist.example"), ("", "ana@ruiz.example")]
    assert times(coffee) == [("2026-11-10", "10:00")]
    assert coffee.owners == {"jo@lindqvist.example"}


def test_outlook_hides_addresses_in_names_and_names_zones_as_windows_does(tmp_path: Path) -> None:
    told = one(
        tmp_path,
        event(
            "x", ';TZID="Russian Standard Time":20261110T120000', "Budget",
            'ATTENDEE;CN="Ruiz, Ana";RSVP=TRUE:mailto:Ana@Ruiz.example',
            'ATTENDEE;CN="ben@okafor.example, mei@tanaka.example";RSVP=TRUE:invalid:nomail',
            'ATTENDEE;CN="Lind, Marta":invalid:nomail',
            people=(),
        ),
        OUTLOOK,
    )  # fmt: skip
    assert people(told) == [
        ("Ana Ruiz", "ana@ruiz.example"),
        ("", "ben@okafor.example"),
        ("", "mei@tanaka.example"),
        ("Marta Lind", ""),
    ]
    assert times(told) == [("2026-11-10", "10:00")]  # Moscow is two hours ahead of Berlin in winter


def test_apple_keeps_the_address_beside_a_server_path(tmp_path: Path) -> None:
    told = one(
        tmp_path,
        event(
            "x", ";TZID=America/New_York:20260701T090000", "Walk",
            'ATTENDEE;CN="Ana Ruiz";CUTYPE=INDIVIDUAL;EMAIL="ana@ruiz.example";PARTSTAT=ACCEPTED:/123/principal/',
            'ATTENDEE;CN="Ben";EMAIL="ben@okafor.example";PARTSTAT=DECLINED;ROLE=CHAIR:urn:uuid:0815',
            "ATTENDEE;CUTYPE=ROOM;CN=Room 4;EMAIL=room@here.example:mailto:room@here.example",
            "ORGANIZER;CN=Mei:MAILTO:mei@tanaka.example",
            people=(),
        ),
        APPLE,
    )  # fmt: skip
    assert [(each.name, each.email, each.declined) for each in told.people] == [
        ("Ana Ruiz", "ana@ruiz.example", False),
        ("Ben", "ben@okafor.example", True),
        ("Mei", "mei@tanaka.example", False),
    ]
    assert (told.kind, times(told)) == ("walk", [("2026-07-01", "15:00")])


OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("start", "on", "at"),
    [
        (":20261110T090000Z", "2026-11-10", "10:00"),
        (":20260710T090000Z", "2026-07-10", "11:00"),
        (":20261110T233000Z", "2026-11-11", "00:30"),
        (":20261110T090000", "2026-11-10", "09:00"),
        (";VALUE=DATE:20261110", "2026-11-10", None),
        (":20261110", "2026-11-10", None),
        (";TZID=Europe/London:20261110T090000", "2026-11-10", "10:00"),
        (";TZID=/citadel.org/20210210_1/Europe/London:20261110T090000", "2026-11-10", "10:00"),
        (";TZID=GMT Standard Time:20260710T090000", "2026-07-10", "10:00"),
        (";TZID=W. Europe Standard Time:20260710T090000", "2026-07-10", "09:00"),
        (";TZID=Customized Time Zone:20261110T090000", "2026-11-10", "08:00"),
        (";TZID=Customized Time Zone:20260710T090000", "2026-07-10", "08:00"),
        (";TZID=Customized Time Zone:20260329T013000", "2026-03-29", "00:30"),
        (":20261110T090000+0530", "2026-11-10", "04:30"),
        (":2026-11-10T09:00:00Z", "2026-11-10", "10:00"),
        # An hour that summer time leaves out, and one that comes twice.
        (";TZID=Europe/Berlin:20260329T023000", "2026-03-29", "03:30"),
        (";TZID=Europe/Berlin:20261025T023000", "2026-10-25", "02:30"),
        (":00010101T000000Z", "0001-01-01", "00:53"),
        (":99991231T235959Z", "9999-12-31", "23:59"),
    ],
)
def test_hours_are_shown_as_the_wall_here_shows_them(tmp_path: Path, start: str, on: str, at: str) -> None:
    (card,) = cards(tmp_path, event("x", start, "Call") + OWN_ZONE)  # a zone may stand after what needs it
    assert card.event is not None
    assert times(card.event) == [(on, at)]


def test_a_repeating_event_counts_for_two_years_and_its_next_time(tmp_path: Path) -> None:
    told = one(
        tmp_path,
        event("r", ";TZID=Europe/Berlin:20190103T100000", "Lunch", "RRULE:FREQ=MONTHLY;INTERVAL=6"),
    )
    assert times(told) == [
        ("2025-01-03", "10:00"),
        ("2025-07-03", "10:00"),  # ten o'clock in summer, too
        ("2026-01-03", "10:00"),
        ("2026-07-03", "10:00"),
        ("2027-01-03", "10:00"),
    ]


def test_what_is_taken_out_of_a_series_stays_out_and_what_was_moved_counts_by_itself(tmp_path: Path) -> None:
    moved = event("r", ";TZID=Europe/Berlin:20261105T120000", "Moved", "RECURRENCE-ID:20261104T090000Z")
    series = event(
        "r", ";TZID=Europe/Berlin:20261014T100000", "Weekly", "RRULE:FREQ=WEEKLY;UNTIL=20261202T230000Z",
        "EXDATE;TZID=Europe/Berlin:20261021T100000", "EXDATE;VALUE=DATE:20261028",
        "RDATE;TZID=Europe/Berlin:20261016T080000",
    )  # fmt: skip
    first, second = (card.event for card in cards(tmp_path, moved + series))
    assert first is not None
    assert second is not None
    assert times(first) == [("2026-11-05", "12:00")]
    assert times(second) == [
        ("2026-10-14", "10:00"),
        ("2026-10-16", "08:00"),
        ("2026-11-11", "10:00"),
        ("2026-11-18", "10:00"),
        ("2026-11-25", "10:00"),
    ]


def test_the_next_time_is_not_told_twice_where_it_was_moved(tmp_path: Path) -> None:
    series = event("r", ":20261118T090000Z", "Weekly", "RRULE:FREQ=WEEKLY")
    moved = event("r", ":20261126T090000Z", "Moved", "RECURRENCE-ID:20261125T090000Z")
    found = [card.event for card in cards(tmp_path, series + moved)]
    assert [times(each) for each in found if each] == [[("2026-11-18", "10:00")], [("2026-11-26", "10:00")]]


@pytest.mark.parametrize(
    ("what", "place", "said", "kind"),
    [
        ("Coffee with Ana", "", "", "coffee"),
        ("Team lunch", "", "", "meal"),
        ("Catch-up", "https://zoom.us/j/123", "", "video"),
        ("Catch-up", "", "Join: https://meet.google.com/abc", "video"),
        ("Call about labels", "", "https://zoom.us/j/123", "call"),
        ("Meet Ana", "Blue Bottle Coffee", "", "coffee"),
        ("Quarterly", "Room 4", "", "meeting"),
        ("Text for the web page", "", "", "meeting"),
    ],
)
def test_the_kind_is_read_from_the_title_then_from_the_place(
    tmp_path: Path, what: str, place: str, said: str, kind: str
) -> None:
    told = one(tmp_path, event("x", ":20261110T090000Z", what, f"LOCATION:{place}", f"DESCRIPTION:{said}"))
    assert told.kind == kind


def test_one_bad_event_costs_only_itself(tmp_path: Path) -> None:
    good = event("good", ":20261110T090000Z", "Good")
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Beep\nDTSTART:19000101\nEND:VALARM"
    broken = (
        event("no start", "", "Bad").replace("DTSTART\n", "")
        + event("odd start", ":tomorrow", "Worse")
        + "BEGIN:VEVENT\nUID:open\nDTSTART:20261111T090000Z\nSUMMARY:Open\n"
        + event("alarm", ":20261112T090000Z", "Alarmed", alarm)
        + "BEGIN:VTODO\nSUMMARY:Milk\nEND:VTODO\n"
        + "BEGIN:VEVENT\nUID:cut\nDTSTART:20261113T090000Z\nSUMMARY:Cut"
    )
    found = list(
        read(written(tmp_path, "", shape=GOOGLE.replace("{events}END:VCALENDAR\n", good + broken)), TODAY)
    )
    assert [(card.kind, card.event.what if card.event else "") for card in found] == [
        ("event", "Good"),
        ("unreadable", ""),
        ("unreadable", ""),
        ("event", "Open"),
        ("event", "Alarmed"),
        ("event", "Cut"),
        ("outside", ""),
    ]
    said = [(remark.line > 0, remark.name, remark.reason) for card in found for remark in card.remarks]
    assert said == [
        (True, "Bad", "it does not say when it is"),
        (True, "Worse", "it has no start that can be read"),
        (True, "Open", "its end is missing"),
        (True, "Cut", "its end is missing"),
        (False, "", "1 to-do is no meeting and left out"),
    ]


def test_old_letters_are_read_line_by_line(tmp_path: Path) -> None:
    path = written(tmp_path, event("x", ":20261110T090000Z", "Frühstück", "LOCATION:Café"))
    path.write_bytes(path.read_bytes().replace("Café".encode(), "Café".encode("cp1252")))
    (card,) = read(path, TODAY)
    assert card.event is not None
    assert (card.event.what, card.event.place) == ("Frühstück", "Café")
