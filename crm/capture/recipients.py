"""Finds words after a verb of giving: after "send the deck to", a name is a person."""

from collections.abc import Sequence

from crm.capture.vocabulary import one_of

_ENDS = (".", "!", "?", ";", "\n")


def follows_giving_verb(lows: Sequence[str]) -> list[bool]:
    """For each word, whether a verb of giving precedes it in its sentence.

    Computed for all words at once, as a search back from each "to" would be quadratic.
    """
    found, has_verb = [], False
    for low in lows:
        found.append(has_verb)
        has_verb = low not in _ENDS and (has_verb or low in one_of("people", "recipient_verbs"))
    return found
