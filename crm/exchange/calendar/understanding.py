"""The lines of one event understood: what it says, who is there, and when."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from crm.exchange.calendar.attendees import MOST, attendees_of, once
from crm.exchange.calendar.event import Attendee, Event, Instance
from crm.exchange.calendar.instances import When, instances, is_over
from crm.exchange.calendar.kinds import kind_of
from crm.exchange.calendar.moments import Moment, moment
from crm.exchange.calendar.properties import Property, properties
from crm.exchange.calendar.zones import Zones

OWN_UIDS = "@goodturn"  # of the calendar this program writes
_LONGEST = {"what": 500, "place": 500, "said": 4000, "uid": 500}
_LINES_SHOWN = 12
_CONTROLS: dict[int, str | None] = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)])
_LINKS = ("URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")


class NoEvent(ValueError):
    """What cannot be read as an event; it says why."""


class Whole:
    """What an event needs to know of its file."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.zones = Zones()
        self.owners: frozenset[str] = frozenset()
        self.is_cancelled = False  # METHOD:CANCEL
        self.told: set[str] = set()  # "UID key" of each time that stands by itself

    def read(self, found: Property, raw: str) -> Moment | None:
        zone = found.parameters.get("TZID", "")
        return moment(raw, self.zones.find(zone) if zone else None)


@dataclass(slots=True)
class _Lines:
    """The lines of an event by what they are for; of those that may stand once, the first."""

    found: dict[str, Property] = field(default_factory=dict)
    people: list[Attendee] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    dates: list[Property] = field(default_factory=list)

    def take(self, one: Property) -> None:
        if one.name in ("ATTENDEE", "ORGANIZER"):
            if len(self.people) < MOST:
                self.people += attendees_of(one)
        elif one.name in ("RDATE", "EXDATE"):
            self.dates.append(one)
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


def understand(data: bytes, whole: Whole) -> tuple[Event, list[str]]:
    """The event, and what is to be said of it. Raises NoEvent."""
    told = _Lines()
    for one in properties(data):
        told.take(one)
    when = _when(told, whole)
    what = line(told.text("SUMMARY"))
    uid = (line(told.text("UID")) or f"{when.start.key} {what}")[: _LONGEST["uid"]]
    times, odd = instances(when, whole.today, lambda key: f"{uid} {key}" in whole.told)
    remarks = [f"{odd}, so only some of its times were read"] if odd else []
    place, said = told.place_and_said()
    if any(len(text) > _LONGEST[name] for name, text in (("place", place), ("what", what), ("said", said))):
        remarks.append("its text is long: only the beginning was kept")
    event = Event(
        uid,
        what[: _LONGEST["what"]],
        place[: _LONGEST["place"]],
        said[: _LONGEST["said"]],
        kind_of(what, place, said),
        once(told.people),
        tuple(times),
        whole.owners,
        _left_out(uid, when, times, whole),
        whole.is_cancelled or told.text("STATUS").upper() == "CANCELLED",
        shown_lines(data),
    )
    return event, remarks


def line(text: str) -> str:
    """As crm.people.words has it, for texts as long as calendars hold: a thousand letters at a time, not each by itself."""
    return " ".join(text.translate(_CONTROLS).split())


def lines(text: str) -> str:
    return text.translate(_CONTROLS).strip()


def told_by_itself(data: bytes, whole: Whole) -> str | None:
    """ "UID key" of an event that stands for one time of another."""
    found = {one.name: one for one in properties(data) if one.name in ("UID", "RECURRENCE-ID")}
    if len(found) < 2:
        return None
    instance = whole.read(found["RECURRENCE-ID"], found["RECURRENCE-ID"].raw)
    uid = line(found["UID"].text)[: _LONGEST["uid"]]
    return f"{uid} {instance.key}" if instance else None


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
    when = When(start, found["RRULE"].raw.strip() if "RRULE" in found else "")
    if "RECURRENCE-ID" in found:
        when.instance = whole.read(found["RECURRENCE-ID"], found["RECURRENCE-ID"].raw)
    for one in told.dates:
        to = when.also if one.name == "RDATE" else when.never
        when.add_dates(to, one.raw, partial(whole.read, one))
    return when


def _left_out(uid: str, when: When, times: list[Instance], whole: Whole) -> str:
    if uid.endswith(OWN_UIDS):
        return "it comes from Goodturn itself, and is in your book"
    if is_over(when, whole.today) or not times:
        return "it repeats, and has no time of its own in the last two years or ahead"
    return ""
