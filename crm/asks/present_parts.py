"""Which parts of a good ask its sentences hold: a reason, an offer, an easy way out. Pure functions.

Told by who does what in a sentence, and by phrases of the vocabulary where that is not enough.
"""

from collections.abc import Sequence, Set

from crm.asks.phrase_patterns import Word, sentences
from crm.asks.vocabulary import one_of, patterns

Words = Sequence[Word]
_EARLY = 4  # words: greeting, name, and "you"


def has_reason(text_words: Words, vague_words: Set[int]) -> bool:
    """`vague_words` are indexes: "your story" in "hear your story" is not a reason."""
    for first, last in sentences(text_words):
        inside = text_words[first:last]
        found = (first + one.first for one in patterns("reason").find_all(inside))
        if not offers(inside) and any(
            at not in vague_words
            and not (at > first and text_words[at - 1].low in one_of("reason", "not_after"))
            for at in found
        ):
            return True
        if any(first + at not in vague_words for at in _statements_about_you(inside)):
            return True
    return False


def has_offer(text_words: Words) -> bool:
    return patterns("offer").matches_any(text_words) or any(
        offers(text_words[first:last]) for first, last in sentences(text_words)
    )


def has_way_out(text_words: Words) -> bool:
    return patterns("way_out").matches_any(text_words) or any(
        _leaves_the_choice(text_words[first:last]) for first, last in sentences(text_words)
    )


def _statements_about_you(inside: Words) -> list[int]:
    """Where "you" or "your" is the subject of a statement: "you moved the studio", "your stall was next to mine"."""
    if _begins_with_condition(inside):
        return []
    return [
        at
        for at in range(len(inside) - 1)
        if _is_subject(inside, at)
        and not any(word.low in one_of("subject", "courtesy") for word in inside[at + 1 : at + 4])
    ]


def _is_subject(inside: Words, at: int) -> bool:
    low, follows = inside[at].low, inside[at + 1].low
    before = inside[at - 1].low if at else ""
    if (
        before in one_of("subject", "not_before")
        or inside[at + 1].is_end
        or (before == "as" and follows == "know")
    ):
        return False
    is_early = at < _EARLY or before in one_of("subject", "links")
    if low in one_of("subject", "your"):
        return is_early and not any(
            word.low in one_of("offering", "will") for word in inside[at + 1 : at + 5]
        )
    if low not in one_of("subject", "you") or (_asks(inside) and not is_early):
        return False
    is_contracted = low not in ("you", "u")
    return is_contracted or follows not in one_of("subject", "not_after") or _has_object(inside, at)


def _asks(inside: Words) -> bool:
    """Also without a question mark: "Could I have twenty minutes"."""
    return inside[-1].low == "?" or (
        len(inside) > 1
        and inside[0].low in one_of("several", "inverted")
        and inside[1].low in one_of("several", "subjects")
    )


def _has_object(inside: Words, at: int) -> bool:
    """ "you are running the same ERP", "you have two gardens": more than "you are busy", and no "have a minute"."""
    verb = inside[at + 1].low
    rest = [word.low for word in inside[at + 2 : at + 5] if not word.is_end]
    return (
        verb in ("are", "have", "had")
        and len(rest) > 1
        and not {"minute", "minutes", "sec", "moment", "time"} & set(rest)
    )


def offers(inside: Words) -> bool:
    """Whether the writer of this sentence will do something that is no wish of theirs."""
    if _asks(inside) or _begins_with_condition(inside) or any(word.low == "together" for word in inside):
        return False
    for at, word in enumerate(inside[:-1]):
        if word.low in one_of("offering", "me_will"):
            at += 1
        elif word.low in one_of("offering", "me") and inside[at + 1].low in one_of("offering", "will"):
            at += 2
        elif word.low in ("i", "we") and inside[at + 1].low in one_of("offering", "gives"):
            return True
        else:
            continue
        while at < len(inside) and inside[at].low in one_of("offering", "adverbs"):
            at += 1
        if at < len(inside) and not inside[at].is_end and inside[at].low not in one_of("offering", "wishing"):
            return True
    return False


def _leaves_the_choice(inside: Words) -> bool:
    return inside[-1].low != "?" and _begins_with_condition(inside)


def _begins_with_condition(inside: Words) -> bool:
    for word in inside[:4]:
        if word.low in one_of("way_out", "begins"):
            return True
        if word.low not in one_of("way_out", "joins"):
            return False
    return False
