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
    return any(
        offers(text_words[first:last])
        or (
            patterns("offer").matches_any(text_words[first:last])
            and not _encloses_own(text_words[first:last])
        )
        for first, last in sentences(text_words)
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
    """Whether the writer of this sentence will do something that is no wish of theirs, or has something for you."""
    if _asks(inside) or _begins_with_condition(inside) or any(word.low == "together" for word in inside):
        return False
    return _will_do(inside) or _gives(inside) or _has_for_you(inside)


def _will_do(inside: Words) -> bool:
    """ "I'll drop off eggs"; also "I have the book and can drop it off"."""
    for at in range(len(inside) - 1):
        if inside[at].low in one_of("offering", "me_will") or _is_my_will(inside, at):
            verb = _after_adverbs(inside, at + 1)
            if (
                verb < len(inside)
                and not inside[verb].is_end
                and inside[verb].low not in one_of("offering", "wishing")
            ):
                return True
    return False


def _is_my_will(inside: Words, at: int) -> bool:
    """ "I could", not "where we could"; also the "can" of "I have the book and can drop it off"."""
    if inside[at].low not in one_of("offering", "will") or at == 0:
        return False
    if inside[at - 1].low in one_of("offering", "me"):
        return at < 2 or inside[at - 2].low not in one_of("offering", "open")
    return inside[at - 1].low in one_of("several", "joints") and any(
        word.low in one_of("offering", "have") for word in inside[:at]
    )


def _gives(inside: Words) -> bool:
    """ "I gladly send you the list", "we're bringing two crates"."""
    for at, word in enumerate(inside[:-1]):
        if word.low in one_of("offering", "me") or word.low in one_of("offering", "me_am"):
            after = _after_adverbs(inside, at + 1)
            if after < len(inside) and inside[after].low in one_of("offering", "gives"):
                return True
    return False


def _has_for_you(inside: Words) -> bool:
    """ "I've a case you can borrow", "there's an anchor of mine you could use", "I set a box aside for you"."""
    lows = [word.low for word in inside]
    mine = next((at for at, low in enumerate(lows) if low in one_of("offering", "have")), None)
    if mine is None or one_of("offering", "no_gift") & set(lows):
        return False
    return any(_is_theirs(lows, at) for at in range(mine + 1, len(lows) - 1)) or (
        lows[mine] != "i" and bool(one_of("offering", "left_over") & set(lows[mine:]))
    )


def _is_theirs(lows: Sequence[str], at: int) -> bool:
    """Whether what stands at `at` says that the thing before it is for the reader."""
    low, follows = lows[at], lows[at + 1]
    if low == "for":
        return follows in one_of("subject", "you")
    if low in one_of("offering", "will"):
        return lows[at - 1] not in one_of("offering", "me") and follows in one_of("offering", "takes")
    return low in one_of("subject", "you") and follows in one_of("offering", "wanted")


def _after_adverbs(inside: Words, at: int) -> int:
    while at < len(inside) and inside[at].low in one_of("offering", "adverbs"):
        at += 1
    return at


def _encloses_own(inside: Words) -> bool:
    """ "Please find attached my CV" gives them work, not a present."""
    return any(word.low in one_of("offering", "own_papers") for word in inside) and any(
        word.low in ("attached", "enclosed") for word in inside
    )


def _leaves_the_choice(inside: Words) -> bool:
    return inside[-1].low != "?" and _begins_with_condition(inside)


def _begins_with_condition(inside: Words) -> bool:
    for word in inside[:4]:
        if word.low in one_of("way_out", "begins"):
            return True
        if word.low not in one_of("way_out", "joins"):
            return False
    return False
