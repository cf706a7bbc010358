"""Where a sentence has said that something goes to a person: after "send the deck to" a name is a person's."""

from collections.abc import Sequence

from crm.capture.vocabulary import one_of

_ENDS = (".", "!", "?", ";", "\n")


def follows_giving_verb(lows: Sequence[str]) -> list[bool]:
    """For each word, whether its sentence has a verb before it that hands something on.

    Told for all words at once: a look back from each "to" would go over a long sentence again and again.
    """
    found, is_said = [], False
    for low in lows:
        found.append(is_said)
        is_said = low not in _ENDS and (is_said or low in one_of("people", "recipient_verbs"))
    return found
