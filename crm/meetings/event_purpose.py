"""The purpose of an event: its name in the first line, and below it why the user goes."""

from typing import NamedTuple


class EventPurpose(NamedTuple):
    name: str  # "Leith winter fair", or empty
    why: str

    @property
    def title(self) -> str:
        """The name as a heading: "Spring fair" of "spring fair"; "iOS meetup" stays."""
        first = self.name.partition(" ")[0]
        return f"{self.name[:1].upper()}{self.name[1:]}" if first.islower() else self.name


def split_purpose(purpose: str) -> EventPurpose:
    name, _, why = purpose.partition("\n")
    return EventPurpose(name.strip(), why.strip())


def join_purpose(name: str, why: str) -> str:
    """An event without a name keeps its first line empty."""
    return f"{' '.join(name.split())}\n{why.strip()}".rstrip()
