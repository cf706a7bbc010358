"""Calendars spoiled in every way one can think of, from a seed, and what must hold for each of them."""

import random
import re
from datetime import date
from pathlib import Path

from crm.formats.calendar import recurrence
from crm.formats.calendar.occurrences import YEARS_BACK
from crm.formats.calendar.reader import read
from tests.calendars import APPLE, COFFEE, GOOGLE, OUTLOOK, event

TODAY = date(2026, 11, 21)
_BEGINS = re.compile(rb"^BEGIN:VEVENT[ \t]*$", re.I | re.M)
_STARTS = (
    ":20261110T090000Z", ";VALUE=DATE:20261224", ";TZID=Europe/Berlin:20260329T023000", ":20191310T250000",
    ';TZID="Russian Standard Time":20240229T120000', ":00010101T000000", ":99991231T235959Z", ":tomorrow", "",
    ";TZID=" + "x/" * 300 + ":20261110T090000", ":20261110T090000+2500", ";TZID=../../etc/passwd:20261110T090000",
)  # fmt: skip
_PARTS = {
    "FREQ": ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SECONDLY", "MINUTELY", "HOURLY", "", "NEVER"),
    "INTERVAL": ("1", "2", "0", "-1", "999999999999", "x", "10000"),
    "COUNT": ("1", "30", "0", "10000", "99999999", "-5"),
    "UNTIL": ("20261231", "20200101T000000Z", "99991231", "x", ""),
    "BYDAY": ("MO", "MO,TU,WE", "5MO", "-1FR", "0SU", "53MO", "XX", ",", "+1MO,-1MO", "MO," * 300),
    "BYMONTHDAY": ("30", "31", "-31", "0", "1,15,-1", "32"),
    "BYMONTH": ("2", "4", "13", "1,2,3", "0"),
    "BYSETPOS": ("1", "-1", "366", "0", "300"),
    "BYHOUR": ("1", "0,1,2,3"),
    "BYYEARDAY": ("366", "-1"),
    "WKST": ("SU", "ZZ"),
}
_LINES = (
    "STATUS:CANCELLED", "ATTENDEE;CN=\"a;b:c:mailto:x@y", "ATTENDEE", ":", ";", "ORGANIZER;CN=\"Doe, J\":MAILTO:a@b.example",
    "EXDATE:20261110T090000Z,,x", "RDATE;VALUE=PERIOD:20261110T090000Z/PT1H", "RECURRENCE-ID:20261110T090000Z",
    "RECURRENCE-ID;VALUE=DATE:2026", "BEGIN:VALARM\nTRIGGER:x", "END:VALARM", "BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE",
    "DESCRIPTION:" + "x" * 3000, "SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=B6=\n=", "UID:", "UID:a@goodturn", "METHOD:CANCEL",
    "ATTENDEE;" + "A=b;" * 300 + ":mailto:a@b.example", "X-\x00:\x01", "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO", "END:VCALENDAR",
)  # fmt: skip


def fuzzed(chance: random.Random, events: int) -> bytes:
    """A calendar of about so many events."""
    parts = []
    for number in range(events):
        more = [chance.choice(_LINES) for _ in range(chance.randrange(3))]
        if chance.random() < 0.6:
            more.append(f"RRULE:{_rule(chance)}")
        made = event(f"u{number % 7}", chance.choice(_STARTS), "Walk", *more)
        parts.append(COFFEE if chance.random() < 0.1 else made)
    data = chance.choice((GOOGLE, OUTLOOK, APPLE)).format(events="".join(parts)).encode()
    for _ in range(chance.randrange(4)):
        data = _spoiled(chance, data)
    return data.replace(b"\n", chance.choice((b"\n", b"\r\n", b"\r")))


def _rule(chance: random.Random) -> str:
    names = chance.sample(sorted(_PARTS), chance.randrange(5))
    return ";".join(f"{name}={chance.choice(_PARTS[name])}" for name in dict.fromkeys(["FREQ", *names]))


def _spoiled(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) or 1)
    lines = data.split(b"\n")
    place = chance.randrange(len(lines))
    how = chance.randrange(6)
    if how == 0:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if how == 1:
        return data[:at]
    if how == 2:
        return b"\n".join([*lines[:place], *lines[place + 1 :]])
    if how == 3:
        return b"\n".join([*lines[:place], lines[place], *lines[place:]])
    if how == 4:
        return data[:at] + b"\n " + data[at:]
    chance.shuffle(lines)
    return b"\n".join(lines)


def check(path: Path, data: bytes) -> int:
    """Reads it; how many events there were, each of them accounted for and within bounds."""
    path.write_bytes(data)
    begins = len(_BEGINS.findall(re.sub(rb"\r+\n?", b"\n", data.removeprefix(b"\xef\xbb\xbf"))))
    since = TODAY.replace(year=TODAY.year - YEARS_BACK)
    counted = 0
    for card in read(path, TODAY):
        counted += card.count
        assert card.kind in ("event", "unreadable", "outside")
        assert card.event is not None or card.remarks
        if card.event is not None:
            days = [one.on for one in card.event.times if one.key]
            assert len(days) <= 800
            assert sum(1 for day in days if day >= TODAY) <= 1
            if "RECURRENCE-ID" not in card.event.lines.upper():
                assert all(day >= since for day in days[1:])  # the first of one that is not understood
    assert counted == begins
    return begins


class Steps:
    """Counts the days, weeks, months and years that are looked at for rules; no rule may want more than its share."""

    def __init__(self) -> None:
        self.most = self._now = 0
        self._rule: object = None
        self._period = recurrence._period

    def period(self, *args):  # type: ignore[no-untyped-def]
        self._now = self._now + 1 if args[0] is self._rule else 1
        self._rule = args[0]
        self.most = max(self.most, self._now)
        return self._period(*args)
