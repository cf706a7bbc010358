"""Edits of a text, and letters of it that are followed through them. No Qt here."""

from dataclasses import dataclass, field
from typing import NamedTuple

from crm.capture.draft import Span


class Edit(NamedTuple):
    """At this letter so many were taken out and so many put in; letters are code points."""

    at: int
    removed: int
    added: int


def code_points(text: str, units: int) -> int:
    """How many letters of the text so many UTF-16 units are, at most all of them."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


@dataclass(slots=True)
class Letters:
    """The letters something was said of: they move with the text, and once most of them are gone, so is what was said."""

    _places: list[int] = field(default_factory=list)
    _count: int = 0

    @classmethod
    def of(cls, span: Span | None) -> "Letters":
        """None: of the whole text, whatever becomes of it."""
        places = list(range(span.start, span.end)) if span is not None else []
        return cls(places, len(places))

    def follow(self, edit: Edit) -> None:
        end, moved = edit.at + edit.removed, edit.added - edit.removed
        self._places = [
            place if place < edit.at else place + moved
            for place in self._places
            if not edit.at <= place < end
        ]

    @property
    def are_gone(self) -> bool:
        return 2 * len(self._places) < self._count

    def are_in(self, span: Span | None) -> bool:
        """Whether most of them stand there now."""
        if span is None or not self._places:
            return True
        inside = sum(span.start <= place < span.end for place in self._places)
        return 2 * inside >= len(self._places)
