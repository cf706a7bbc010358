"""Text edits, and ranges of letters tracked through them. No Qt here."""

from dataclasses import dataclass, field
from typing import NamedTuple

from crm.capture.draft import Span


class Edit(NamedTuple):
    """`removed` letters were replaced by `added` ones at position `at`, in code points."""

    at: int
    removed: int
    added: int


def code_points(text: str, units: int) -> int:
    """Number of code points in the first `units` UTF-16 units of the text."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


@dataclass(slots=True)
class TrackedRange:
    """A range of letters a correction was made on. Moves with the text; gone when most of its letters are
    deleted."""

    _places: list[int] = field(default_factory=list)
    _count: int = 0

    @classmethod
    def of(cls, span: Span | None) -> "TrackedRange":
        """None: the whole text, never gone."""
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
    def is_deleted(self) -> bool:
        return 2 * len(self._places) < self._count

    def is_in(self, span: Span | None) -> bool:
        """Whether most of the letters are in the span."""
        if span is None or not self._places:
            return True
        inside = sum(span.start <= place < span.end for place in self._places)
        return 2 * inside >= len(self._places)
