"""Cards with irregular BEGIN and END: a missing END, nested cards, lines outside any card."""

import re
from collections.abc import Callable, Iterator

from crm.formats.vcard.raw_card import RawCard

MAX_DEPTH = 4

_MARK = re.compile(rb"(?:[^A-Za-z0-9:;]{0,8})(BEGIN|END)[ \t]*:[ \t]*VCARD", re.I)
# Files concatenated without a line end between them.
_GLUED = re.compile(rb"END:VCARD[^A-Za-z0-9:;]{0,8}BEGIN:VCARD", re.I)
_AGENT = re.compile(rb"(?:[\w-]{1,60}\.)?AGENT(?:;[^:]*)?:[ \t]*(BEGIN[ \t]*:[ \t]*VCARD)?", re.I)


class _OpenCard:
    """A card whose END has not been read yet."""

    def __init__(self, number: int, line: int, inside: bool, interrupts: bool) -> None:
        self.number = number
        self.line = line
        self.inside = inside
        self.interrupts = interrupts  # began within another card that did not announce it
        self.lines: list[bytes] = []
        self.line_numbers: list[int] = []
        self.nested: list[RawCard] = []
        self.after_agent = False


class NestedCardParser:
    """Takes lines, and returns cards as soon as their end is known."""

    def __init__(self, raw_card: "Callable[..., RawCard]") -> None:
        self.number = 0
        self._raw_card = raw_card
        self._stack: list[_OpenCard] = []
        # An interrupting card that has ended: either it was nested, or an END is missing.
        self._undecided: RawCard | None = None
        self._outside = _OpenCard(0, 0, False, False)
        self._depth_refused = 0
        self._refused = 0
        self._refused_agent = False
        self._done: list[RawCard] = []

    @property
    def idle(self) -> bool:
        """Whether a regular card can be taken without regard to what came before."""
        return not self._stack and not self._outside.lines

    def feed(self, lines: list[bytes], first: int) -> "Iterator[RawCard]":
        for line_number, line in enumerate(lines, first):
            if self._depth_refused:
                self._skip_refused(line, line_number)
            elif line and not line.isspace():
                self._take_line(line, line_number)
            elif self._stack:
                self._append_line(self._stack[-1], line, line_number)
        self._close_outside()
        done, self._done = self._done, []
        yield from done

    def refuse_deeper(self) -> bool:
        """Count one more nested card within a refused one; False if nothing is being refused."""
        if not self._depth_refused or not self._refused_agent:
            return False
        self.number += 1
        self._refused += 1
        self._depth_refused += 1
        return True

    def finish(self) -> "Iterator[RawCard]":
        self._close_all()
        self._close_outside()
        yield from self._done

    def _take_line(self, line: bytes, line_number: int) -> None:
        mark = _MARK.fullmatch(line.rstrip()) if len(line) < 64 else None
        if mark and mark[1][:1] in b"Bb":
            self._begin(line_number)
        elif mark:
            self._end(line, line_number)
        elif len(line) < 64 and _GLUED.fullmatch(line.rstrip()):
            self._end(line, line_number)
            self._begin(line_number)
        else:
            self._mark_nested()
            card = self._stack[-1] if self._stack else self._outside
            agent = _AGENT.fullmatch(line.rstrip()) if len(line) < 200 else None
            self._append_line(card, line, line_number)
            card.after_agent = agent is not None and card.number > 0
            if agent and agent[1]:
                self._begin(line_number)

    @staticmethod
    def _append_line(card: _OpenCard, line: bytes, line_number: int) -> None:
        card.lines.append(line)
        card.line_numbers.append(line_number)

    def _begin(self, line_number: int) -> None:
        if self._undecided:
            self._close_all()
        self._close_outside()
        self.number += 1
        top = self._stack[-1] if self._stack else None
        if top is None:
            self._stack.append(_OpenCard(self.number, line_number, False, False))
        elif top.after_agent and len(self._stack) >= MAX_DEPTH:
            self._depth_refused, self._refused, self._refused_agent = 1, 1, False
            self._refused_at = line_number
        elif top.after_agent:
            self._stack.append(_OpenCard(self.number, line_number, True, False))
        else:
            if top.interrupts:
                self._close_all(but_last=True)
                top.interrupts = False
            self._stack.append(_OpenCard(self.number, line_number, False, True))

    def _skip_refused(self, line: bytes, line_number: int) -> None:
        word = line.strip().upper()
        if word == b"BEGIN:VCARD" and not self._refused_agent:
            self._end_refused()
            self._close_all()
            self._begin(line_number)
        elif word == b"BEGIN:VCARD":
            self.number += 1
            self._refused += 1
            self._depth_refused += 1
            self._refused_agent = False
        elif word == b"END:VCARD":
            self._depth_refused -= 1
            if not self._depth_refused:
                self._end_refused()
        elif word:
            self._refused_agent = word.startswith(b"AGENT") and word.endswith(b":")

    def _end_refused(self) -> None:
        number = self.number - self._refused + 1
        raw_card = self._raw_card(number, self._refused_at, b"", fault="deep", count=self._refused)
        self._depth_refused = self._refused = 0
        self._stack[-1].after_agent = False
        self._stack[-1].nested.append(raw_card)

    def _end(self, line: bytes, line_number: int) -> None:
        if not self._stack:
            self._append_line(self._outside, line, line_number)
            return
        self._mark_nested()
        card = self._stack.pop()
        raw_cards = self._raw_cards(card, closed=True)
        if not self._stack:
            self._done += raw_cards
            return
        outer = self._stack[-1]
        outer.nested += raw_cards
        outer.after_agent = False
        self._undecided = raw_cards[0] if card.interrupts else None

    def _mark_nested(self) -> None:
        if self._undecided:
            self._undecided.inside = True
            self._undecided = None

    def _raw_cards(self, card: _OpenCard, closed: bool) -> "list[RawCard]":
        data = b"\n".join(card.lines)
        raw_card = self._raw_card(card.number, card.line, data, card.line_numbers, closed, card.inside)
        return [raw_card, *card.nested]

    def _close_all(self, but_last: bool = False) -> None:
        """Close all open cards, whose END is missing."""
        if self._depth_refused:
            self._end_refused()
        last = self._stack.pop() if but_last else None
        for card in self._stack:
            self._done += self._raw_cards(card, closed=False)
        self._stack = [last] if last else []
        self._undecided = None

    def _close_outside(self) -> None:
        outside = self._outside
        if outside.lines:
            data = b"\n".join(outside.lines)
            self._done.append(self._raw_card(0, outside.line_numbers[0], data, outside.line_numbers, count=0))
            self._outside = _OpenCard(0, 0, False, False)
