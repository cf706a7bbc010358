"""Reads a calendar event by event: a damaged event costs only itself, and everything left out is reported."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm.contacts.contact import Remark
from crm.formats.calendar.calendar_overview import CalendarOverview
from crm.formats.calendar.components import Component, split_components
from crm.formats.calendar.event import Event
from crm.formats.calendar.event_parsing import InvalidEventError, parse_event, shown_lines
from crm.formats.calendar.properties import properties
from crm.formats.card import CardRead, remark_outside_cards
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.reader import report_progress

_MOST_ZONES, _ZONE_SHOWN = 100, 80


def read(
    path: Path, today: date, on_progress: Callable[[int], None] | None = None
) -> Generator[CardRead, None, None]:
    """Events in file order. Reads the file twice: zones and overrides may come after the events that need them.

    Raises OSError if the file itself cannot be read, and nothing else.
    """
    calendar = CalendarOverview(today)
    others: dict[str, int] = {}
    for component in _components(path, None, others):
        _scan(component, calendar)
    number = 0
    unknown: dict[str, _UnknownZone] = {}
    for component in _components(path, on_progress, {}):
        if component.name == "VEVENT":
            number += 1
            yield _card_read(component, number, calendar, unknown)
    yield from (_zone_remark(name, found) for name, found in unknown.items())
    for what, count in others.items():
        words = (
            f"1 {what} is"
            if count == 1
            else f"{count} {what.replace(' ', 's ', 1) if ' ' in what else what + 's'} are"
        )
        yield remark_outside_cards(f"{words} no meeting and left out")


def _components(
    path: Path, on_progress: Callable[[int], None] | None, others: dict[str, int]
) -> Iterator[Component]:
    with path.open("rb") as stream:
        yield from split_components(report_progress(blocks(stream), on_progress), others)


def _scan(component: Component, calendar: CalendarOverview) -> None:
    if component.name == "VTIMEZONE":
        calendar.zones.add(component.data())
    elif component.name == "VEVENT":
        calendar.scan(component.lines)
    else:
        for one in properties(component.data()):
            if one.name == "METHOD":
                calendar.is_cancelled = one.text.upper() == "CANCEL"
            elif one.name == "X-WR-CALNAME" and "@" in one.text and " " not in one.text:
                calendar.owners = frozenset([one.text.lower()])  # Google names a calendar after its owner


def _card_read(
    component: Component, number: int, calendar: CalendarOverview, unknown: dict[str, "_UnknownZone"]
) -> CardRead:
    data = component.data()
    try:
        event, reasons, zone = parse_event(data, calendar)
    except InvalidEventError as error:
        return _unreadable(component, number, str(error), data)
    except Exception as error:  # last resort: one event must never end the reading of a file
        return _unreadable(component, number, f"it could not be understood ({type(error).__name__})", data)
    if not component.closed:
        reasons.append("its end is missing")
    if component.is_truncated:
        reasons.append("it is very long: the rest of it was left out")
    if zone in unknown:
        unknown[zone].events += 1
    elif zone and len(unknown) < _MOST_ZONES:
        unknown[zone] = _UnknownZone(component.first_line, number, event)
    remarks = [Remark(component.first_line, number, event.what, reason, event.lines) for reason in reasons]
    return CardRead(number, component.first_line, "event", remarks=remarks, event=event)


@dataclass(slots=True)
class _UnknownZone:
    """The first event in the zone, and the number of events in it."""

    line: int
    card: int
    first: Event
    events: int = 1


def _zone_remark(name: str, found: _UnknownZone) -> CardRead:
    hours = "its hour was taken as it stands"
    if found.events > 1:
        hours = f"the hours of {found.events} events were taken as they stand"
    reason = f"the zone “{name[:_ZONE_SHOWN]}” is not known: {hours}"
    remark = Remark(found.line, found.card, found.first.what, reason, found.first.lines)
    return CardRead(0, 0, "outside", remarks=[remark], count=0)


def _unreadable(component: Component, number: int, reason: str, data: bytes) -> CardRead:
    remark = Remark(component.first_line, number, _title(data), reason, shown_lines(data))
    return CardRead(number, component.first_line, "unreadable", remarks=[remark])


def _title(data: bytes) -> str:
    try:
        return next((one.text[:200] for one in properties(data) if one.name == "SUMMARY"), "")
    except Exception:  # the event has already caused an error
        return ""
