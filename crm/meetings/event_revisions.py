"""Which of two tellings of an event is the newer, and how that is kept beside a meeting (RFC 5545, 3.8.7)."""

from typing import NamedTuple

_MOST_DIGITS = 9


class Revision(NamedTuple):
    """SEQUENCE, and the moment of LAST-MODIFIED or else DTSTAMP in UTC; empty where the file gives none."""

    sequence: int = 0
    stamp: str = ""

    def is_older_than(self, other: "Revision") -> bool:
        if self.sequence != other.sequence:
            return self.sequence < other.sequence
        return bool(self.stamp) and self.stamp < other.stamp

    def is_outdated_by(self, kept: "Revision") -> bool:
        """By one read before from another file: a calendar that was moved to another program may count anew."""
        return self.is_older_than(kept) and not (kept.stamp and self.stamp > kept.stamp)


UNREVISED = Revision()


def sequence_of(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else 0
