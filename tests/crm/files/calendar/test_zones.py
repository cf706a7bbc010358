"""Zones by every name that programs give them, by what a file says of them, and by nothing but the wall."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crm.formats.calendar.reader import read
from crm.formats.calendar.recurrence import StepBudget
from crm.formats.calendar.time_zones import TimeZones
from crm.formats.calendar.zone_names import _display_names, _iana_zone, _windows
from crm.formats.card import CardRead
from tests.calendars import event
from tests.conftest import TODAY
from tests.crm.files.calendar.scenes import written

NEW_YORK = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:20001029T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20000402T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Warsaw"),
        ("(GMT+03:00) Berlin, Nairobi", "Africa/Nairobi"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "Europe/Berlin"),
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris", "Europe/Paris"),
        ("(UTC+02:00) Athen, Bukarest", "Europe/Athens"),
        ("(GMT-08.00) Pacific Time (US & Canada)/Tijuana", "America/Los_Angeles"),
        ("Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(GMT+09.00) Osaka/Sapporo/Tokyo", "Asia/Tokyo"),
        ("(GMT-07:00) Chihuahua, La Paz, Mazatlan", "America/Mazatlan"),  # the first has moved since
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("Eastern Time (USA & Kanada)", "America/New_York"),
        ("Pacific Time", "America/Los_Angeles"),
        ("Eastern Standard Time 1", "America/New_York"),
        ("W. Europe Daylight Time", "Europe/Berlin"),
        ("W. Europe", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Mitteleuropäische Zeit", "Europe/Berlin"),
        ("/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"),
        ("https://www.tzurl.org/zoneinfo/America/Argentina/Salta", "America/Argentina/Salta"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("UTC+05:30", "Asia/Kolkata"),
        ("GMT-0300", "America/Sao_Paulo"),
    ],
)
def test_a_zone_is_known_by_whatever_it_is_called(name: str, zone: str) -> None:
    found = TimeZones(StepBudget()).find(name)
    assert found is not None
    for month in (1, 7):
        ours, theirs = (datetime(2026, month, 15, 12, tzinfo=each) for each in (found, ZoneInfo(zone)))
        assert ours.utcoffset() == theirs.utcoffset()


@pytest.mark.parametrize(
    "name", ["Nowhere/At All", "tzone://Microsoft/Custom", "Customized Time Zone", "UTC+99", "", "Team, West"]
)
def test_what_names_no_zone_is_not_guessed(name: str) -> None:
    assert TimeZones(StepBudget()).find(name) is None


def test_every_name_of_windows_is_a_zone_iana_zone() -> None:
    zones = {*_windows().values(), *_display_names().values()}
    assert len(zones) > 130
    assert [zone for zone in zones if _iana_zone(zone) is None] == []


def cards(folder: Path, events: str) -> list[CardRead]:
    return list(read(written(folder, events), TODAY))


@pytest.mark.parametrize(
    ("described", "named"),
    [
        ("tzone://Microsoft/Custom", "tzone://Microsoft/Custom"),
        ("tzone://Microsoft/Custom", '"tzone://Microsoft/Custom"'),
        ("Head office\\, East", '"Head office, East"'),
        ("(UTC-05:00) Head office", "(UTC-05:00) Head office"),
        ("HQ", "hq"),
    ],
)
def test_a_zone_nobody_knows_is_what_its_file_says_of_it(tmp_path: Path, described: str, named: str) -> None:
    told = event("x", f";TZID={named}:20260710T120000", "Call") + NEW_YORK.format(name=described)
    (card,) = cards(tmp_path, told)
    assert card.event is not None
    assert [(one.on.isoformat(), one.at) for one in card.event.times] == [("2026-07-10", "18:00")]


def test_hours_of_a_zone_that_nothing_explains_stand_as_they_are_and_it_is_said_once(tmp_path: Path) -> None:
    odd = ";TZID=Nowhere/At All:2026111{}T090000"
    told = "".join(event(f"e{day}", odd.format(day), f"Call {day}") for day in range(3))
    *events, said = cards(tmp_path, told + event("d", ";TZID=Nowhere/At All;VALUE=DATE:20261110", "Fair"))
    hours = [next(iter(card.event.times)).at for card in events if card.event]
    assert hours == ["09:00", "09:00", "09:00", None]
    assert [(one.card, one.name, one.reason) for one in said.remarks] == [
        (
            1,
            "Call 0",
            "the zone “Nowhere/At All” is not known: the hours of 3 events were taken as they stand",
        )
    ]
    (_, said) = cards(tmp_path, event("x", odd.format(0), "Call"))
    assert said.remarks[0].reason.endswith(" is not known: its hour was taken as it stands")
