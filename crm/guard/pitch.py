"""Whether words read like selling to someone: in a note, a promise or a mail. Pure; rather too seldom than too often."""

from crm.asks.phrase_patterns import sentences, words_of
from crm.guard.vocabulary import selling_patterns, word_set


def looks_like_a_pitch(text: str) -> bool:
    found = words_of(text)
    return any(
        not _is_about_others([word.low for word in found[first : first + at]])
        for first, last in sentences(found)
        for at, _, _ in selling_patterns().all(found[first:last])
    )


def _is_about_others(before: list[str]) -> bool:
    """What stands before it in the sentence shows that others do it, and nothing that the user does."""
    if any(low in word_set("selling", "mine") for low in before):
        return False
    return any(low in word_set("selling", "others") for low in before)
