"""The lines of one event understood: what it says, who is there, and when."""

import re
from dataclasses import dataclass, field
from datetime import UTC
from functools import partial
from typing import NamedTuple

from crm.formats.calendar.attendees import MOST, attendees_of, once
from crm.formats.calendar.calendar_overview import Whole, line, lines, uid_of
from crm.formats.calendar.cancelled_titles import says_cancelled
from crm.formats.calendar.event import Attendee, Event
from crm.formats.calendar.event_times import Moment, as_of_series, moment
from crm.formats.calendar.meeting_kinds import kind_of
from crm.formats.calendar.occurrences import Times, When, is_over
from crm.formats.calendar.properties import Property, properties
from crm.meetings.event_revisions import Revision, sequence_of

OWN_UIDS = "@goodturn"  # of the calendar this program writes
_LONGEST = {"what": 500, "place": 500, "said": 4000}
_LINES_SHOWN = 12
_STAMPS = ("LAST-MODIFIED", "DTSTAMP")
_STAMP = re.compile(r"\d{8}T\d{6}Z")  # as nearly every one is written
_LINKS = ("URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")


class NoEvent(ValueError):
    """What cannot be read as an event; it says why."""


class Understood(NamedTuple):
    """The event, what is to be said of it, and the zone of its start where nobody knows that one."""

    event: Event
    remarks: list[str]
    unknown_zone: str


@dataclass(slots=True)
class _Lines:
    """The lines of an event by what they are for; of those that may stand once, the first."""

    found: dict[str, Property] = field(default_factory=dict)
    people: list[Attendee] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    dates: list[Property] = field(default_factory=list)
    rules: list[Property] = field(default_factory=list)

    def take(self, one: Property) -> None:
        if one.name in ("ATTENDEE", "ORGANIZER"):
            if len(self.people) < MOST:
                self.people += attendees_of(one)
        elif one.name in ("RDATE", "EXDATE"):
            self.dates.append(one)
        elif one.name in ("RRULE", "EXRULE"):
            self.rules.append(one)
        elif one.name in _LINKS:
            self.links.append(one.text)
        else:
            self.found.setdefault(one.name, one)

    def text(self, name: str) -> str:
        return self.found[name].text if name in self.found else ""

    def place_and_said(self) -> tuple[str, str]:
        """A link is no place: it goes to the text."""
        place, said = line(self.text("LOCATION")), lines(self.text("DESCRIPTION"))
        if place.lower().startswith(("http://", "https://")):
            place, said = "", "\n".join(part for part in (said, place) if part)
        more = [link for link in dict.fromkeys(line(one) for one in self.links) if link and link not in said]
        return place, "\n".join(part for part in (said, *more) if part)


def understand(data: bytes, whole: Whole) -> Understood:
    """Raises NoEvent."""
    told = _Lines()
    for one in properties(data):
        told.take(one)
    when = _when(told, whole)
    what = line(told.text("SUMMARY"))
    uid = uid_of(told.text("UID")) or uid_of(f"{when.start.key} {what}")
    times = Times(when, whole.today, partial(whole.tells_elsewhere, uid), whole.steps)
    left_out = _left_out(uid, when, times, whole)
    remarks = [times.said] if times.said else []
    place, said = told.place_and_said()
    if any(len(text) > _LONGEST[name] for name, text in (("place", place), ("what", what), ("said", said))):
        remarks.append("its text is long: only the beginning was kept")
    event = Event(
        uid,
        what[: _LONGEST["what"]],
        place[: _LONGEST["place"]],
        said[: _LONGEST["said"]],
        kind_of(what, place, said),
        times,
        once(told.people),
        whole.owners,
        left_out,
        _cancelled(told, what, whole),
        shown_lines(data),
        when.start.key,
        when.instance.key if when.instance else "",
        whole.has_twin(uid),
        _revision(told),
    )
    zone = told.found["DTSTART"].parameters.get("TZID", "") if when.start.is_floating else ""
    return Understood(event, remarks, line(zone))


def shown_lines(data: bytes) -> str:
    text = data.decode("utf-8", "replace").replace("\n ", "").replace("\n\t", "")
    return "\n".join(one[:200] for one in text.split("\n")[:_LINES_SHOWN])


def _when(told: _Lines, whole: Whole) -> When:
    found = told.found
    start = whole.read(found["DTSTART"], found["DTSTART"].raw) if "DTSTART" in found else None
    if start is None:
        raise NoEvent(
            "it has no start that can be read" if "DTSTART" in found else "it does not say when it is"
        )
    when = When(start)
    for one in told.rules:
        (when.rules if one.name == "RRULE" else when.never_rules).append(one.raw)
    if "RECURRENCE-ID" in found:
        when.instance = _instance(told, start, whole)
    for one in told.dates:
        to = when.also if one.name == "RDATE" else when.never
        when.add_dates(to, one.raw, partial(whole.read, one))
    return when


def _instance(told: _Lines, start: Moment, whole: Whole) -> Moment | None:
    """Which time of its series this one stands for; where the file has no series, one like this."""
    said = whole.read(told.found["RECURRENCE-ID"], told.found["RECURRENCE-ID"].raw)
    series = whole.series.get(uid_of(told.text("UID")), start if start.at is None else None)
    return as_of_series(said, series) if said and series else said


def _cancelled(told: _Lines, what: str, whole: Whole) -> str:
    if whole.is_cancelled or told.text("STATUS").upper() in ("CANCELLED", "CANCELED"):
        return "it is cancelled"
    return "its title says that it is cancelled" if says_cancelled(what) else ""


def _revision(told: _Lines) -> Revision:
    stamp = next((told.found[name].raw.strip() for name in _STAMPS if name in told.found), "")
    if stamp and not _STAMP.fullmatch(stamp):
        written = moment(stamp, UTC)
        stamp = written.key if written else ""
    return Revision(sequence_of(told.text("SEQUENCE")), stamp)


def _left_out(uid: str, when: When, times: Times, whole: Whole) -> str:
    if uid.endswith(OWN_UIDS):
        return "it comes from Goodturn itself, and is in your book"
    if is_over(when, whole.today) or next(iter(times), None) is None:
        return "it repeats, and has no time of its own in the last two years or ahead"
    return ""
