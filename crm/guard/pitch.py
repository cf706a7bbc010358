"""Detects sales talk in a note, promise or mail. Prefers false negatives to false positives. Pure."""

from crm.asks.phrase_patterns import sentences, words_of
from crm.guard.vocabulary import selling_patterns, word_set


def looks_like_a_pitch(text: str) -> bool:
    found = words_of(text)
    return any(
        not _is_about_others([word.low for word in found[first : first + at]])
        for first, last in sentences(found)
        for at, _, _ in selling_patterns().find_all(found[first:last])
    )


def _is_about_others(before: list[str]) -> bool:
    """Whether the words before the match refer to other people as the seller, and not to the user."""
    if any(low in word_set("selling", "mine") for low in before):
        return False
    return any(low in word_set("selling", "others") for low in before)
