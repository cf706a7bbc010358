"""Reads a calendar event by event; what one event breaks costs that event, and nothing vanishes unsaid."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm.contacts.contact import Remark
from crm.formats.calendar.calendar_overview import Whole
from crm.formats.calendar.components import Piece, cut
from crm.formats.calendar.event import Event
from crm.formats.calendar.event_parsing import NoEvent, shown_lines, understand
from crm.formats.calendar.properties import properties
from crm.formats.card import CardRead
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.reader import report_progress

_MOST_ZONES, _ZONE_SHOWN = 100, 80


def read(
    path: Path, today: date, progress: Callable[[int], None] | None = None
) -> Generator[CardRead, None, None]:
    """Events in file order. Twice over the file: zones, and times told by themselves, may come after what needs them.

    Raises OSError where the file itself cannot be read, and nothing else.
    """
    whole = Whole(today)
    others: dict[str, int] = {}
    for piece in _pieces(path, None, others):
        _learn(piece, whole)
    number = 0
    unknown: dict[str, _UnknownZone] = {}
    for piece in _pieces(path, progress, {}):
        if piece.name == "VEVENT":
            number += 1
            yield _card_read(piece, number, whole, unknown)
    yield from (_of_zone(name, found) for name, found in unknown.items())
    for what, count in others.items():
        words = (
            f"1 {what} is"
            if count == 1
            else f"{count} {what.replace(' ', 's ', 1) if ' ' in what else what + 's'} are"
        )
        yield _outside(f"{words} no meeting and left out")


def _pieces(path: Path, progress: Callable[[int], None] | None, others: dict[str, int]) -> Iterator[Piece]:
    with path.open("rb") as stream:
        yield from cut(report_progress(blocks(stream), progress), others)


def _learn(piece: Piece, whole: Whole) -> None:
    if piece.name == "VTIMEZONE":
        whole.zones.add(piece.data())
    elif piece.name == "VEVENT":
        whole.learn(piece.lines)
    else:
        for one in properties(piece.data()):
            if one.name == "METHOD":
                whole.is_cancelled = one.text.upper() == "CANCEL"
            elif one.name == "X-WR-CALNAME" and "@" in one.text and " " not in one.text:
                whole.owners = frozenset([one.text.lower()])  # Google names a calendar after its owner


def _card_read(piece: Piece, number: int, whole: Whole, unknown: dict[str, "_UnknownZone"]) -> CardRead:
    data = piece.data()
    try:
        event, said, zone = understand(data, whole)
    except NoEvent as wrong:
        return _unreadable(piece, number, str(wrong), data)
    except Exception as wrong:  # the last wall: one event must never end the reading of a file
        return _unreadable(piece, number, f"it could not be understood ({type(wrong).__name__})", data)
    if not piece.closed:
        said.append("its end is missing")
    if piece.is_cut:
        said.append("it is very long: the rest of it was left out")
    if zone in unknown:
        unknown[zone].events += 1
    elif zone and len(unknown) < _MOST_ZONES:
        unknown[zone] = _UnknownZone(piece.first_line, number, event)
    remarks = [Remark(piece.first_line, number, event.what, reason, event.lines) for reason in said]
    return CardRead(number, piece.first_line, "event", remarks=remarks, event=event)


@dataclass(slots=True)
class _UnknownZone:
    """The first event that stands in it, and how many do."""

    line: int
    card: int
    first: Event
    events: int = 1


def _of_zone(name: str, found: _UnknownZone) -> CardRead:
    hours = "its hour was taken as it stands"
    if found.events > 1:
        hours = f"the hours of {found.events} events were taken as they stand"
    reason = f"the zone “{name[:_ZONE_SHOWN]}” is not known: {hours}"
    remark = Remark(found.line, found.card, found.first.what, reason, found.first.lines)
    return CardRead(0, 0, "outside", remarks=[remark], count=0)


def _unreadable(piece: Piece, number: int, reason: str, data: bytes) -> CardRead:
    remark = Remark(piece.first_line, number, _title(data), reason, shown_lines(data))
    return CardRead(number, piece.first_line, "unreadable", remarks=[remark])


def _title(data: bytes) -> str:
    try:
        return next((one.text[:200] for one in properties(data) if one.name == "SUMMARY"), "")
    except Exception:  # it is about an event that broke something already
        return ""


def _outside(reason: str) -> CardRead:
    return CardRead(0, 0, "outside", remarks=[Remark(0, 0, "", reason)], count=0)
