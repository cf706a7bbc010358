"""Parses the lines of one event: what, who and when."""

import re
from dataclasses import dataclass, field
from datetime import UTC
from functools import partial
from typing import NamedTuple

from crm.formats.calendar.attendees import MAX_ATTENDEES, attendees_of, without_duplicates
from crm.formats.calendar.calendar_overview import CalendarOverview, line, lines, uid_of
from crm.formats.calendar.cancelled_titles import says_cancelled
from crm.formats.calendar.event import Attendee, Event
from crm.formats.calendar.event_times import Moment, in_form_of_start, moment
from crm.formats.calendar.meeting_kinds import kind_of
from crm.formats.calendar.occurrences import EventTiming, Occurrences, is_over
from crm.formats.calendar.properties import Property, properties
from crm.meetings.event_revisions import Revision, sequence_of

OWN_UIDS = "@goodturn"  # UIDs of the calendar that this program writes
_MAX_LENGTH = {"what": 500, "place": 500, "said": 4000}
_MAX_LINES_SHOWN = 12
_STAMPS = ("LAST-MODIFIED", "DTSTAMP")
_STAMP = re.compile(r"\d{8}T\d{6}Z")  # the usual form
_LINKS = ("URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")


class InvalidEventError(ValueError):
    """The lines are not a readable event; the message says why."""


class ParsedEvent(NamedTuple):
    """The event, remarks about it, and the TZID of its start if the zone is unknown."""

    event: Event
    remarks: list[str]
    unknown_zone: str


class _PlaceAndDescription(NamedTuple):
    place: str
    description: str


@dataclass(slots=True)
class _EventLines:
    """The lines of an event by purpose; of properties that may occur once, the first."""

    single: dict[str, Property] = field(default_factory=dict)
    people: list[Attendee] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    dates: list[Property] = field(default_factory=list)
    rules: list[Property] = field(default_factory=list)

    def take(self, one: Property) -> None:
        if one.name in ("ATTENDEE", "ORGANIZER"):
            if len(self.people) < MAX_ATTENDEES:
                self.people += attendees_of(one)
        elif one.name in ("RDATE", "EXDATE"):
            self.dates.append(one)
        elif one.name in ("RRULE", "EXRULE"):
            self.rules.append(one)
        elif one.name in _LINKS:
            self.links.append(one.text)
        else:
            self.single.setdefault(one.name, one)

    def text(self, name: str) -> str:
        return self.single[name].text if name in self.single else ""

    def place_and_description(self) -> "_PlaceAndDescription":
        """The place and the description; links are moved from the place to the description."""
        place, description = line(self.text("LOCATION")), lines(self.text("DESCRIPTION"))
        if place.lower().startswith(("http://", "https://")):
            place, description = "", "\n".join(part for part in (description, place) if part)
        more = [
            link
            for link in dict.fromkeys(line(one) for one in self.links)
            if link and link not in description
        ]
        return _PlaceAndDescription(place, "\n".join(part for part in (description, *more) if part))


def parse_event(data: bytes, calendar: CalendarOverview) -> ParsedEvent:
    """Raises InvalidEventError."""
    event_lines = _EventLines()
    for one in properties(data):
        event_lines.take(one)
    timing = _timing(event_lines, calendar)
    what = line(event_lines.text("SUMMARY"))
    uid = uid_of(event_lines.text("UID")) or uid_of(f"{timing.start.key} {what}")
    times = Occurrences(timing, calendar.today, partial(calendar.is_overridden, uid), calendar.budget)
    left_out = _left_out(uid, timing, times, calendar)
    remarks = [times.problem] if times.problem else []
    place, description = event_lines.place_and_description()
    texts = {"what": what, "place": place, "said": description}
    if any(len(text) > _MAX_LENGTH[name] for name, text in texts.items()):
        remarks.append("its text is long: only the beginning was kept")
    event = Event(
        uid, **{name: text[: _MAX_LENGTH[name]] for name, text in texts.items()},
        kind=kind_of(what, place, description), times=times, people=without_duplicates(event_lines.people),
        owners=calendar.owners, left_out=left_out, cancelled=_cancelled(event_lines, what, calendar),
        lines=shown_lines(data), start=timing.start.key, time_of=timing.instance.key if timing.instance else "",
        has_twin=calendar.has_twin(uid), revision=_revision(event_lines),
    )  # fmt: skip
    return ParsedEvent(event, remarks, _unknown_zone(event_lines, timing))


def _unknown_zone(event_lines: _EventLines, timing: EventTiming) -> str:
    start = event_lines.single["DTSTART"]
    return line(start.parameters.get("TZID", "")) if timing.start.is_floating else ""


def shown_lines(data: bytes) -> str:
    text = data.decode("utf-8", "replace").replace("\n ", "").replace("\n\t", "")
    return "\n".join(one[:200] for one in text.split("\n")[:_MAX_LINES_SHOWN])


def _timing(event_lines: _EventLines, calendar: CalendarOverview) -> EventTiming:
    single = event_lines.single
    start = calendar.parse_moment(single["DTSTART"], single["DTSTART"].raw) if "DTSTART" in single else None
    if start is None:
        raise InvalidEventError(
            "it has no start that can be read" if "DTSTART" in single else "it does not say when it is"
        )
    timing = EventTiming(start)
    for one in event_lines.rules:
        (timing.rules if one.name == "RRULE" else timing.exclusion_rules).append(one.raw)
    if "RECURRENCE-ID" in single:
        timing.instance = _instance(event_lines, start, calendar)
    for one in event_lines.dates:
        target = timing.extra_dates if one.name == "RDATE" else timing.excluded_dates
        timing.add_dates(target, one.raw, partial(calendar.parse_moment, one))
    return timing


def _instance(event_lines: _EventLines, start: Moment, calendar: CalendarOverview) -> Moment | None:
    """The RECURRENCE-ID in the form of its series, or in its own form if the file has no series."""
    recurrence_id = calendar.parse_moment(
        event_lines.single["RECURRENCE-ID"], event_lines.single["RECURRENCE-ID"].raw
    )
    series = calendar.series.get(uid_of(event_lines.text("UID")), start if start.at is None else None)
    return in_form_of_start(recurrence_id, series) if recurrence_id and series else recurrence_id


def _cancelled(event_lines: _EventLines, what: str, calendar: CalendarOverview) -> str:
    if calendar.is_cancelled or event_lines.text("STATUS").upper() in ("CANCELLED", "CANCELED"):
        return "it is cancelled"
    return "its title says that it is cancelled" if says_cancelled(what) else ""


def _revision(event_lines: _EventLines) -> Revision:
    stamp = next((event_lines.single[name].raw.strip() for name in _STAMPS if name in event_lines.single), "")
    if stamp and not _STAMP.fullmatch(stamp):
        parsed = moment(stamp, UTC)
        stamp = parsed.key if parsed else ""
    return Revision(sequence_of(event_lines.text("SEQUENCE")), stamp)


def _left_out(uid: str, timing: EventTiming, times: Occurrences, calendar: CalendarOverview) -> str:
    if uid.endswith(OWN_UIDS):
        return "it comes from Goodturn itself, and is in your book"
    if is_over(timing, calendar.today) or next(iter(times), None) is None:
        return "it repeats, and has no time of its own in the last two years or ahead"
    return ""
