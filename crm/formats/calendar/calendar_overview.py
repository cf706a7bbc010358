"""First pass over a calendar: time zones, series, and repeated UIDs, which are needed before events are parsed."""

from collections.abc import Iterable
from datetime import date

from crm.formats.calendar.event_times import Moment, moment
from crm.formats.calendar.properties import Property, properties
from crm.formats.calendar.recurrence import StepBudget
from crm.formats.calendar.time_zones import TimeZones
from crm.meetings.event_revisions import sequence_of

_MAX_EVENTS = 1_000_000
_MAX_UID = 500
# Prefixes of the property names that are examined.
_PREFIXES = (
    b"UID",
    b"REC",
    b"DTS",
    b"SEQ",
    b"RRU",
    b"RDA",
)
_CONTROLS: dict[int, str | None] = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)])


class CalendarOverview:
    """`scan` must be called for every event before the first is parsed."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.budget = StepBudget()
        self.zones = TimeZones(self.budget)
        self.owners: frozenset[str] = frozenset()
        self.is_cancelled = False  # METHOD:CANCEL
        self.series: dict[str, Moment] = {}  # start of each recurring event, by UID
        self._overrides: set[str] = set()  # "UID key" of each event that replaces an occurrence
        self._starts: dict[
            int, tuple[int, int]
        ] = {}  # by hash of the UID: newest SEQUENCE, hash of its start
        self._twins: set[int] = set()

    def scan(self, written: list[bytes]) -> None:
        """Examine the lines of an event, as little as needed: most events are neither recurring nor repeated."""
        found = _property_lines(written)
        uid = uid_of(_first(found, b"UID").text) if b"UID" in found else ""
        if not uid or len(self._overrides) + len(self._starts) > _MAX_EVENTS:
            return
        if b"RECURRENCE-ID" in found:
            recurrence_id = _first(found, b"RECURRENCE-ID")
            instance = self.parse_moment(recurrence_id, recurrence_id.raw)
            self._overrides.update(f"{uid} {key}" for key in (instance.exclusion_keys if instance else ()))
        elif b"DTSTART" in found:
            sequence = _first(found, b"SEQUENCE").raw if b"SEQUENCE" in found else ""
            self._note_start(hash(uid), sequence_of(sequence), hash(found[b"DTSTART"].strip()))
            if b"RRULE" in found or b"RDATE" in found:
                start = _first(found, b"DTSTART")
                if (moment := self.parse_moment(start, start.raw)) is not None:
                    self.series[uid] = moment

    def _note_start(self, uid: int, sequence: int, start: int) -> None:
        newest, known = self._starts.setdefault(uid, (sequence, start))
        if sequence > newest:
            self._starts[uid] = (sequence, start)
            self._twins.discard(uid)
        elif sequence == newest and start != known:
            self._twins.add(uid)

    def has_twin(self, uid: str) -> bool:
        """Whether another event has the same UID and is not an older revision."""
        return hash(uid) in self._twins

    def is_overridden(self, uid: str, time: Moment) -> bool:
        """Whether an occurrence of a series is replaced by an event of its own."""
        return bool(self._overrides) and any(f"{uid} {key}" in self._overrides for key in time.matching_keys)

    def parse_moment(self, found: Property, raw: str) -> Moment | None:
        zone = found.parameters.get("TZID", "")
        return moment(raw, self.zones.find(zone) if zone else None)


def uid_of(text: str) -> str:
    return line(text)[:_MAX_UID]


def line(text: str) -> str:
    """Like crm.text.typed_text.line, but fast for long texts."""
    return " ".join(text.translate(_CONTROLS).split())


def lines(text: str) -> str:
    return text.translate(_CONTROLS).strip()


def _property_lines(written: Iterable[bytes]) -> dict[bytes, bytes]:
    """The first line of each examined property, with its continuation lines."""
    found: dict[bytes, bytes] = {}
    name = b""
    for line in written:
        if line[:1] in (b" ", b"\t"):
            if name:
                found[name] += b"\n" + line
        elif line[:3].upper() in _PREFIXES:
            name = line.partition(b":")[0].partition(b";")[0].strip().upper()
            name = b"" if name in found else name
            if name:
                found[name] = line
        else:
            name = b""
    return found


def _first(found: dict[bytes, bytes], name: bytes) -> Property:
    return next(properties(found[name]), Property("", {}, ""))
