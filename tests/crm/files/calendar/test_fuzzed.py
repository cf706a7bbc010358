"""A share of the spoiled calendars of `make endure`."""

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.formats.calendar import recurrence
from crm.formats.calendar.calendar_overview import CalendarOverview
from crm.formats.calendar.event_parsing import InvalidEventError, parse_event
from crm.formats.calendar.properties import properties
from tests.fuzzed_events import TODAY, Steps, check, fuzzed


def test_spoiled_calendars_are_read_and_every_event_accounted_for(tmp_path: Path, monkeypatch) -> None:
    steps = Steps()
    monkeypatch.setattr(recurrence, "_period", steps.period)
    chance = random.Random(20261121)
    events = sum(check(tmp_path / "calendar.ics", fuzzed(chance, 8)) for _ in range(60))
    assert events > 350
    assert 0 < steps.most <= max(recurrence.MAX_PERIODS.values())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_garbage_is_no_event_and_never_more(data: bytes) -> None:
    assert list(properties(data)) is not None
    try:
        event = parse_event(b"DTSTART:20261110T090000Z\n" + data, CalendarOverview(TODAY)).event
    except InvalidEventError:
        return
    assert list(event.times)
    assert event.what.isprintable() or event.what == ""
