"""Revision of a calendar event: SEQUENCE and timestamp (RFC 5545, 3.8.7)."""

from typing import NamedTuple

_MOST_DIGITS = 9


class Revision(NamedTuple):
    """SEQUENCE, and LAST-MODIFIED or else DTSTAMP in UTC; empty if the file has neither."""

    sequence: int = 0
    stamp: str = ""

    def is_older_than(self, other: "Revision") -> bool:
        if self.sequence != other.sequence:
            return self.sequence < other.sequence
        return bool(self.stamp) and self.stamp < other.stamp

    def is_outdated_by(self, kept: "Revision") -> bool:
        """As `is_older_than`, but a later timestamp wins, as SEQUENCE may restart when a calendar moves to another program."""
        return self.is_older_than(kept) and not (kept.stamp and self.stamp > kept.stamp)


UNREVISED = Revision()


def sequence_of(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else 0
