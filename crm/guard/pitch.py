"""Whether words read like selling to someone: in a note, a promise or a mail. Pure; rather too seldom than too often."""

from crm.asks.phrase_patterns import sentences, words_of
from crm.guard.vocabulary import one_of, selling


def looks_like_a_pitch(text: str) -> bool:
    found = words_of(text)
    return any(
        not _is_theirs([word.low for word in found[first : first + at]])
        for first, last in sentences(found)
        for at, _, _ in selling().find_all(found[first:last])
    )


def _is_theirs(before: list[str]) -> bool:
    """What stands before it in the sentence shows that others do it, and nothing that the user does."""
    if any(low in one_of("selling", "mine") for low in before):
        return False
    return any(low in one_of("selling", "others") for low in before)
