"""What the user says of single cards of a preview before they come in."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from crm.importing.found_cards import FoundCard
from crm.matching.differences import Unwanted


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says of one card: for a possible duplicate who it is, for somebody known that it is another person
    all the same (`one_person` False), for any the fields to take from the file,
    the additions that are not wanted, or that all of it stays out this time."""

    one_person: bool | None = None
    from_file: frozenset[str] = frozenset()
    unwanted: Unwanted = frozenset()
    left_out: bool = False


Choices = Mapping[tuple[int, int], Choice]
"""By (place of the file in the call from 0, card number)."""


def is_of_left_out(card: FoundCard, left_out: Container[int]) -> bool:
    """Whether a card only says more of someone of this preview who does not come in, and so stays out with them."""
    return card.status in ("updated", "same") and card.person in left_out
