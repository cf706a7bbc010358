"""Reads a calendar event by event; what one event breaks costs that event, and nothing vanishes unsaid."""

from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path

from crm.exchange.calendar.components import Piece, cut
from crm.exchange.calendar.properties import properties
from crm.exchange.calendar.understanding import NoEvent, Whole, shown_lines, told_by_itself, understand
from crm.exchange.cards import CardRead
from crm.exchange.contact import Remark
from crm.exchange.vcard.blocks import blocks
from crm.exchange.vcard.reader import told

_MOST_TOLD = 1_000_000


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
    for piece in _pieces(path, progress, {}):
        if piece.name == "VEVENT":
            number += 1
            yield _card_read(piece, number, whole)
    for what, count in others.items():
        words = (
            f"1 {what} is"
            if count == 1
            else f"{count} {what.replace(' ', 's ', 1) if ' ' in what else what + 's'} are"
        )
        yield _outside(f"{words} no meeting and left out")


def _pieces(path: Path, progress: Callable[[int], None] | None, others: dict[str, int]) -> Iterator[Piece]:
    with path.open("rb") as stream:
        yield from cut(told(blocks(stream), progress), others)


def _learn(piece: Piece, whole: Whole) -> None:
    if piece.name == "VTIMEZONE":
        whole.zones.add(piece.data())
    elif piece.name == "VEVENT":
        if len(whole.told) < _MOST_TOLD and any(
            line[:13].upper() == b"RECURRENCE-ID" for line in piece.lines
        ):
            key = told_by_itself(piece.data(), whole)
            if key:
                whole.told.add(key)
    else:
        for one in properties(piece.data()):
            if one.name == "METHOD":
                whole.is_cancelled = one.text.upper() == "CANCEL"
            elif one.name == "X-WR-CALNAME" and "@" in one.text and " " not in one.text:
                whole.owners = frozenset([one.text.lower()])  # Google names a calendar after its owner


def _card_read(piece: Piece, number: int, whole: Whole) -> CardRead:
    data = piece.data()
    remarks = []
    try:
        event, said = understand(data, whole)
    except NoEvent as wrong:
        return _unreadable(piece, number, str(wrong), data)
    except Exception as wrong:  # the last wall: one event must never end the reading of a file
        return _unreadable(piece, number, f"it could not be understood ({type(wrong).__name__})", data)
    if not piece.closed:
        said.append("its end is missing")
    if piece.is_cut:
        said.append("it is very long: the rest of it was left out")
    remarks = [Remark(piece.first_line, number, event.what, reason, event.lines) for reason in said]
    return CardRead(number, piece.first_line, "event", remarks=remarks, event=event)


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
