"""Writes entries as iCalendar (RFC 5545): escaped, folded at 75 octets, CRLF.

Does not use the icalendar library, which serves as an independent reader in the tests. All entries are events, because few
programs show the to-dos of a subscribed calendar. Whole days are marked as free time.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from crm.formats.calendar.entry import Entry
from crm.formats.vcard.line_folding import fold_line

_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Goodturn//Goodturn//EN",
    "CALSCALE:GREGORIAN",
    "NAME:Goodturn",
    "X-WR-CALNAME:Goodturn",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
)
# Everything that some reader takes for a line end.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def write(entries: Iterable[Entry], now: datetime) -> bytes:
    """The whole calendar. `now` is its creation time."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [*_HEAD, *(line for entry in entries for line in _event(entry, stamp)), "END:VCALENDAR"]
    return "".join(map(fold_line, lines)).encode()


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(entry.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield from _when(entry)
    yield f"SUMMARY:{text(entry.title)}"
    if entry.words:
        yield f"DESCRIPTION:{text(entry.words)}"
    if entry.place:
        yield f"LOCATION:{text(entry.place)}"
    yield "END:VEVENT"


def _when(entry: Entry) -> Iterator[str]:
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_day_after(entry.on):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{_moment(entry.on, time.fromisoformat(entry.at), entry.zone)}"
        yield "DURATION:PT1H"  # events without a duration are drawn as a line


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _moment(on: date, at: time, zone: str | None) -> str:
    """In UTC if the zone is known, which makes a VTIMEZONE unnecessary; else floating local time."""
    wall = datetime.combine(on, at)
    if zone:
        from zoneinfo import ZoneInfo  # most meetings have no zone

        try:
            return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        except (ValueError, OSError, OverflowError, LookupError):
            pass  # unknown zone, or no zones on this machine
    return wall.strftime("%Y%m%dT%H%M%S")


def text(value: str) -> str:
    """Escape a TEXT value (RFC 5545, section 3.3.11); no value can begin a new line."""
    escaped = _LINE_ENDS.sub("\n", value).translate(_ESCAPED).replace("\n", "\\n")
    return _CONTROLS.sub("\ufffd", escaped)
