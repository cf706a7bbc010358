"""What is to be known of a whole calendar before its events are understood: zones, series, and UIDs that come twice."""

from collections.abc import Iterable
from datetime import date

from crm.formats.calendar.event_times import Moment, moment
from crm.formats.calendar.properties import Property, properties
from crm.formats.calendar.recurrence import Steps
from crm.formats.calendar.time_zones import Zones
from crm.meetings.event_revisions import sequence_of

_MOST_LEARNT = 1_000_000
_LONGEST_UID = 500
_LEARNT = (b"UID", b"REC", b"DTS", b"SEQ", b"RRU", b"RDA")  # how the lines begin that are looked at
_CONTROLS: dict[int, str | None] = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)])


class Whole:
    """`learn` hears of every event once before the first of them is understood."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.steps = Steps()
        self.zones = Zones(self.steps)
        self.owners: frozenset[str] = frozenset()
        self.is_cancelled = False  # METHOD:CANCEL
        self.series: dict[str, Moment] = {}  # where each event begins that repeats
        self._told: set[str] = set()  # "UID key" of each time that stands by itself
        self._begins: dict[
            int, tuple[int, int]
        ] = {}  # of each UID: its newest SEQUENCE, and where that begins
        self._twins: set[int] = set()

    def learn(self, written: list[bytes]) -> None:
        """The lines of an event. Hardly any is one of several: no more of it is understood than tells that."""
        found = _heads(written)
        uid = uid_of(_first(found, b"UID").text) if b"UID" in found else ""
        if not uid or len(self._told) + len(self._begins) > _MOST_LEARNT:
            return
        if b"RECURRENCE-ID" in found:
            said = _first(found, b"RECURRENCE-ID")
            instance = self.read(said, said.raw)
            self._told.update(f"{uid} {key}" for key in (instance.said_as if instance else ()))
        elif b"DTSTART" in found:
            sequence = _first(found, b"SEQUENCE").raw if b"SEQUENCE" in found else ""
            self._note_start(hash(uid), sequence_of(sequence), hash(found[b"DTSTART"].strip()))
            if b"RRULE" in found or b"RDATE" in found:
                start = _first(found, b"DTSTART")
                if (moment := self.read(start, start.raw)) is not None:
                    self.series[uid] = moment

    def _note_start(self, uid: int, sequence: int, start: int) -> None:
        newest, known = self._begins.setdefault(uid, (sequence, start))
        if sequence > newest:
            self._begins[uid] = (sequence, start)
            self._twins.discard(uid)
        elif sequence == newest and start != known:
            self._twins.add(uid)

    def has_twin(self, uid: str) -> bool:
        """Whether another event has it that is no older telling of the same."""
        return hash(uid) in self._twins

    def tells_elsewhere(self, uid: str, time: Moment) -> bool:
        """Whether this time of a series stands by itself."""
        return bool(self._told) and any(f"{uid} {key}" in self._told for key in time.meant_by)

    def read(self, found: Property, raw: str) -> Moment | None:
        zone = found.parameters.get("TZID", "")
        return moment(raw, self.zones.find(zone) if zone else None)


def uid_of(text: str) -> str:
    return line(text)[:_LONGEST_UID]


def line(text: str) -> str:
    """As crm.text.typed_text has it, for texts as long as calendars hold: a thousand letters at a time, not each by itself."""
    return " ".join(text.translate(_CONTROLS).split())


def lines(text: str) -> str:
    return text.translate(_CONTROLS).strip()


def _heads(written: Iterable[bytes]) -> dict[bytes, bytes]:
    """The first line of each name that is looked at, with what goes on in the next."""
    found: dict[bytes, bytes] = {}
    name = b""
    for line in written:
        if line[:1] in (b" ", b"\t"):
            if name:
                found[name] += b"\n" + line
        elif line[:3].upper() in _LEARNT:
            name = line.partition(b":")[0].partition(b";")[0].strip().upper()
            name = b"" if name in found else name
            if name:
                found[name] = line
        else:
            name = b""
    return found


def _first(found: dict[bytes, bytes], name: bytes) -> Property:
    return next(properties(found[name]), Property("", {}, ""))
