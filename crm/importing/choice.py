"""The user's choices for single cards of a preview."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from crm.importing.found_cards import FoundCard
from crm.matching.differences import Unwanted


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice for one card: whether it is the matched person (`one_person` False for a known person means it is somebody else),
    the fields to take from the file, the additions to reject, or that the card is left out.
    """

    one_person: bool | None = None
    from_file: frozenset[str] = frozenset()
    unwanted: Unwanted = frozenset()
    left_out: bool = False


CardKey = tuple[int, int]
"""Index of the file in the call, and number of the card in it."""

Choices = Mapping[CardKey, Choice]


def belongs_to_left_out(card: FoundCard, left_out: Container[int]) -> bool:
    """Whether a card only adds to a new person of this preview who is left out, and is therefore left out too."""
    return card.status in ("updated", "same") and card.person in left_out
