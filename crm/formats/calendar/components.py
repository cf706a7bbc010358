"""A calendar file cut into its events on bytes, each by itself: no event can spoil its neighbours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LARGEST_EVENT = (
    1 << 20
)  # bytes that are kept of one event: attachments and styled twins of the text are left out
_UNREAD = (b"ATTACH", b"X-ALT-DESC", b"X-MICROSOFT-LOCATIONS", b"IMAGE")
_ELSEWHERE = {b"VTODO": "to-do", b"VJOURNAL": "journal entry", b"VFREEBUSY": "list of busy hours"}


@dataclass(slots=True)
class Piece:
    """The lines between BEGIN and END. `name` is VEVENT, VTIMEZONE or VCALENDAR (what stands outside the others)."""

    name: str
    first_line: int
    lines: list[bytes] = field(default_factory=list)
    closed: bool = True
    is_cut: bool = False

    def data(self) -> bytes:
        return b"\n".join(self.lines)


def cut(blocks: Iterable[bytes], others: dict[str, int] | None = None) -> Iterator[Piece]:
    """Events and zones in file order, and last what stands outside them. `others` is told what else there was."""
    cutter = _Cutter({} if others is None else others)
    number = 0
    rest = b""
    for block in blocks:
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        for line in lines:
            number += 1
            if piece := cutter.line(line, number):
                yield piece
    if rest and (piece := cutter.line(rest, number + 1)):
        yield piece
    if piece := cutter.end():
        yield piece
    yield cutter.outside


class _Cutter:
    """Line after line; what it closes comes back. Alarms within an event are skipped."""

    def __init__(self, others: dict[str, int]) -> None:
        self.outside = Piece("VCALENDAR", 1)
        self._others = others
        self._open: Piece | None = None
        self._inside: dict[bytes, int] = {}  # components within the open one, each with how many it stands in
        self._depth = 0
        self._size = 0
        self._is_skipping = False

    def line(self, line: bytes, number: int) -> Piece | None:
        if line[:1] in (b" ", b"\t"):
            if not self._is_skipping:
                self._keep(line)
            return None
        self._is_skipping = False
        first = line[:1]
        if first in b"BEbe":
            start = line[:6].upper()
            if start == b"BEGIN:":
                return self._begin(line[6:].strip().upper(), number)
            if start[:4] == b"END:":
                return self._end(line[4:].strip().upper())
        elif first in b"AXIaxi" and line[:24].upper().startswith(_UNREAD):
            self._is_skipping = True
            return None
        self._keep(line)
        return None

    def end(self) -> Piece | None:
        """Of the file: what is open was never closed."""
        return self._closed(in_order=False)

    def _begin(self, name: bytes, number: int) -> Piece | None:
        if name in (b"VEVENT", b"VTIMEZONE", b"VCALENDAR") or name in _ELSEWHERE:
            unclosed = self._closed(in_order=False)
            if name in _ELSEWHERE:
                self._others[_ELSEWHERE[name]] = self._others.get(_ELSEWHERE[name], 0) + 1
            if name != b"VCALENDAR":
                self._open = Piece(name.decode(), number)
            return unclosed
        if self._open is not None and self._open.name == "VTIMEZONE":
            self._keep(b"BEGIN:" + name)
        elif self._open is not None:
            self._depth += 1
            self._inside.setdefault(name, self._depth)
        return None

    def _end(self, name: bytes) -> Piece | None:
        if self._open is not None and name == self._open.name.encode():
            return self._closed(in_order=True)
        if name == b"VCALENDAR":
            return self._closed(in_order=False)
        if self._open is not None and self._open.name == "VTIMEZONE":
            self._keep(b"END:" + name)
        elif name in self._inside:
            self._leave(self._inside[name])
        return None

    def _leave(self, depth: int) -> None:
        """The outermost of that name ends, and with it all that stands in it. (The newest are at the end of a dict.)"""
        self._depth = depth - 1
        while self._inside and next(reversed(self._inside.values())) >= depth:
            self._inside.popitem()

    def _closed(self, in_order: bool) -> Piece | None:
        piece, self._open = self._open, None
        self._inside, self._depth, self._size = {}, 0, 0
        if piece is None or piece.name not in ("VEVENT", "VTIMEZONE"):
            return None
        piece.closed = in_order
        return piece

    def _keep(self, line: bytes) -> None:
        if self._inside:
            return
        piece = self._open or self.outside
        size = self._size if self._open else len(self.outside.lines) * 50
        if size > LARGEST_EVENT:
            piece.is_cut = True
            return
        self._size += len(line)
        piece.lines.append(line)
