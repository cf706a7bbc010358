"""Cards that do not simply begin and end: an END missing, a card inside another, lines that belong to none."""

import re
from collections.abc import Callable, Iterator

from crm.formats.vcard.raw_card import Piece

DEEPEST = 4

_MARK = re.compile(rb"(?:[^A-Za-z0-9:;]{0,8})(BEGIN|END)[ \t]*:[ \t]*VCARD", re.I)
_GLUED = re.compile(
    rb"END:VCARD[^A-Za-z0-9:;]{0,8}BEGIN:VCARD", re.I
)  # files put together without a line end
_AGENT = re.compile(rb"(?:[\w-]{1,60}\.)?AGENT(?:;[^:]*)?:[ \t]*(BEGIN[ \t]*:[ \t]*VCARD)?", re.I)


class _Open:
    """A card whose END has not come yet."""

    def __init__(self, number: int, line: int, inside: bool, interrupts: bool) -> None:
        self.number = number
        self.line = line
        self.inside = inside
        self.interrupts = interrupts  # it began within another card and nothing announced it
        self.lines: list[bytes] = []
        self.line_numbers: list[int] = []
        self.within: list[Piece] = []
        self.after_agent = False


class Nesting:
    """Fed with lines; gives the cards back as soon as it is clear where they end."""

    def __init__(self, piece: "Callable[..., Piece]") -> None:
        self.number = 0
        self._piece = piece
        self._stack: list[_Open] = []
        self._unsure: Piece | None = (
            None  # an interrupting card that ended: was it inside, or was an END missing?
        )
        self._outside = _Open(0, 0, False, False)
        self._depth_refused = 0
        self._refused = 0
        self._refused_agent = False
        self._done: list[Piece] = []

    @property
    def idle(self) -> bool:
        """True where a plain card needs no look at what came before it."""
        return not self._stack and not self._outside.lines

    def feed(self, lines: list[bytes], first: int) -> "Iterator[Piece]":
        for at, line in enumerate(lines, first):
            if self._depth_refused:
                self._refuse(line, at)
            elif line and not line.isspace():
                self._take(line, at)
            elif self._stack:
                self._keep(self._stack[-1], line, at)
        self._close_outside()
        done, self._done = self._done, []
        yield from done

    def deeper(self) -> bool:
        """One more BEGIN and AGENT within what is refused already; False where it is not that."""
        if not self._depth_refused or not self._refused_agent:
            return False
        self.number += 1
        self._refused += 1
        self._depth_refused += 1
        return True

    def finish(self) -> "Iterator[Piece]":
        self._close_all()
        self._close_outside()
        yield from self._done

    def _take(self, line: bytes, at: int) -> None:
        mark = _MARK.fullmatch(line.rstrip()) if len(line) < 64 else None
        if mark and mark[1][:1] in b"Bb":
            self._begin(at)
        elif mark:
            self._end(line, at)
        elif len(line) < 64 and _GLUED.fullmatch(line.rstrip()):
            self._end(line, at)
            self._begin(at)
        else:
            self._was_inside()
            card = self._stack[-1] if self._stack else self._outside
            agent = _AGENT.fullmatch(line.rstrip()) if len(line) < 200 else None
            self._keep(card, line, at)
            card.after_agent = agent is not None and card.number > 0
            if agent and agent[1]:
                self._begin(at)

    @staticmethod
    def _keep(card: _Open, line: bytes, at: int) -> None:
        card.lines.append(line)
        card.line_numbers.append(at)

    def _begin(self, at: int) -> None:
        if self._unsure:
            self._close_all()
        self._close_outside()
        self.number += 1
        top = self._stack[-1] if self._stack else None
        if top is None:
            self._stack.append(_Open(self.number, at, False, False))
        elif top.after_agent and len(self._stack) >= DEEPEST:
            self._depth_refused, self._refused, self._refused_agent = 1, 1, False
            self._refused_at = at
        elif top.after_agent:
            self._stack.append(_Open(self.number, at, True, False))
        else:
            if top.interrupts:
                self._close_all(but_last=True)
                top.interrupts = False
            self._stack.append(_Open(self.number, at, False, True))

    def _refuse(self, line: bytes, at: int) -> None:
        word = line.strip().upper()
        if word == b"BEGIN:VCARD" and not self._refused_agent:
            self._end_refused()
            self._close_all()
            self._begin(at)
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
        piece = self._piece(number, self._refused_at, b"", fault="deep", count=self._refused)
        self._depth_refused = self._refused = 0
        self._stack[-1].after_agent = False
        self._stack[-1].within.append(piece)

    def _end(self, line: bytes, at: int) -> None:
        if not self._stack:
            self._keep(self._outside, line, at)
            return
        self._was_inside()
        card = self._stack.pop()
        pieces = self._pieces(card, closed=True)
        if not self._stack:
            self._done += pieces
            return
        outer = self._stack[-1]
        outer.within += pieces
        outer.after_agent = False
        self._unsure = pieces[0] if card.interrupts else None

    def _was_inside(self) -> None:
        if self._unsure:
            self._unsure.inside = True
            self._unsure = None

    def _pieces(self, card: _Open, closed: bool) -> "list[Piece]":
        data = b"\n".join(card.lines)
        piece = self._piece(card.number, card.line, data, card.line_numbers, closed, card.inside)
        return [piece, *card.within]

    def _close_all(self, but_last: bool = False) -> None:
        """END is missing: what is open ends here."""
        if self._depth_refused:
            self._end_refused()
        last = self._stack.pop() if but_last else None
        for card in self._stack:
            self._done += self._pieces(card, closed=False)
        self._stack = [last] if last else []
        self._unsure = None

    def _close_outside(self) -> None:
        outside = self._outside
        if outside.lines:
            data = b"\n".join(outside.lines)
            self._done.append(self._piece(0, outside.line_numbers[0], data, outside.line_numbers, count=0))
            self._outside = _Open(0, 0, False, False)
