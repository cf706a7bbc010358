"""Splits a calendar file into its components as bytes: no event can damage its neighbours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MAX_EVENT_SIZE = 1 << 20  # bytes kept of one event: attachments and HTML versions of the text are left out
_SKIPPED_PROPERTIES = (b"ATTACH", b"X-ALT-DESC", b"X-MICROSOFT-LOCATIONS", b"IMAGE")
_OTHER_COMPONENTS = {b"VTODO": "to-do", b"VJOURNAL": "journal entry", b"VFREEBUSY": "list of busy hours"}


@dataclass(slots=True)
class Component:
    """The lines between BEGIN and END. `name` is VEVENT, VTIMEZONE or VCALENDAR (lines outside the others)."""

    name: str
    first_line: int
    lines: list[bytes] = field(default_factory=list)
    closed: bool = True
    is_truncated: bool = False

    def data(self) -> bytes:
        return b"\n".join(self.lines)


def split_components(blocks: Iterable[bytes], others: dict[str, int] | None = None) -> Iterator[Component]:
    """Events and zones in file order, finally the lines outside them. `others` counts the components of other kinds."""
    splitter = _Splitter({} if others is None else others)
    number = 0
    rest = b""
    for block in blocks:
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        for line in lines:
            number += 1
            if component := splitter.line(line, number):
                yield component
    if rest and (component := splitter.line(rest, number + 1)):
        yield component
    if component := splitter.end():
        yield component
    yield splitter.outside


class _Splitter:
    """Takes line by line, and returns each completed component. Alarms within an event are skipped."""

    def __init__(self, others: dict[str, int]) -> None:
        self.outside = Component("VCALENDAR", 1)
        self._others = others
        self._open: Component | None = None
        self._nested: dict[bytes, int] = {}  # nested components, each with its depth
        self._depth = 0
        self._size = 0
        self._is_skipping = False

    def line(self, line: bytes, number: int) -> Component | None:
        if line[:1] in (b" ", b"\t"):
            if not self._is_skipping:
                self._append(line)
            return None
        self._is_skipping = False
        first = line[:1]
        if first in b"BEbe":
            start = line[:6].upper()
            if start == b"BEGIN:":
                return self._begin(line[6:].strip().upper(), number)
            if start[:4] == b"END:":
                return self._end(line[4:].strip().upper())
        elif first in b"AXIaxi" and line[:24].upper().startswith(_SKIPPED_PROPERTIES):
            self._is_skipping = True
            return None
        self._append(line)
        return None

    def end(self) -> Component | None:
        """End of the file: an open component was never closed."""
        return self._close(in_order=False)

    def _begin(self, name: bytes, number: int) -> Component | None:
        if name in (b"VEVENT", b"VTIMEZONE", b"VCALENDAR") or name in _OTHER_COMPONENTS:
            unclosed = self._close(in_order=False)
            if name in _OTHER_COMPONENTS:
                self._others[_OTHER_COMPONENTS[name]] = self._others.get(_OTHER_COMPONENTS[name], 0) + 1
            if name != b"VCALENDAR":
                self._open = Component(name.decode(), number)
            return unclosed
        if self._open is not None and self._open.name == "VTIMEZONE":
            self._append(b"BEGIN:" + name)
        elif self._open is not None:
            self._depth += 1
            self._nested.setdefault(name, self._depth)
        return None

    def _end(self, name: bytes) -> Component | None:
        if self._open is not None and name == self._open.name.encode():
            return self._close(in_order=True)
        if name == b"VCALENDAR":
            return self._close(in_order=False)
        if self._open is not None and self._open.name == "VTIMEZONE":
            self._append(b"END:" + name)
        elif name in self._nested:
            self._end_nested(self._nested[name])
        return None

    def _end_nested(self, depth: int) -> None:
        """End the outermost component of that name and everything nested in it, which is at the end of the dict."""
        self._depth = depth - 1
        while self._nested and next(reversed(self._nested.values())) >= depth:
            self._nested.popitem()

    def _close(self, in_order: bool) -> Component | None:
        component, self._open = self._open, None
        self._nested, self._depth, self._size = {}, 0, 0
        if component is None or component.name not in ("VEVENT", "VTIMEZONE"):
            return None
        component.closed = in_order
        return component

    def _append(self, line: bytes) -> None:
        if self._nested:
            return
        component = self._open or self.outside
        size = self._size if self._open else len(self.outside.lines) * 50
        if size > MAX_EVENT_SIZE:
            component.is_truncated = True
            return
        self._size += len(line)
        component.lines.append(line)
