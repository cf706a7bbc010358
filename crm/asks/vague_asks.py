"""Checks an ask for vague words, several requests in one, and missing parts. Pure functions.

Precision before recall: only clear cases are reported.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from crm.asks.phrase_patterns import Word, sentences, words_of
from crm.asks.present_parts import has_offer, has_reason, has_way_out, offers
from crm.asks.said_by_place import (
    gives_reason_before_question,
    is_closed_question,
    may_say_in_other_words,
    offers_after_question,
    releases_after_question,
    says_size_after_question,
)
from crm.asks.vocabulary import one_of, patterns, vague, words

_QUESTIONS_AT_MOST = 2  # "How did you tell them? By mail or in person?" is one ask
_BACK = 5  # words before a phrase searched for signs of reported speech


@dataclass(frozen=True, slots=True)
class AskFinding:
    """`start` and `end` are code points; both None if the finding is that something is missing."""

    rule: str
    start: int | None
    end: int | None
    words: str
    advice: str


def check_ask(text: str, why_you: str = "", offer: str = "", size: str = "") -> list[AskFinding]:
    """Empty for a good ask. The text need not repeat what is given in the other fields."""
    text_words = words_of(text)
    if all(word.is_end for word in text_words):
        return []
    vague_matches = [one for one in vague().find_all(text_words) if _is_asked_for(text_words, one.first)]
    findings = [
        _finding("vague", text, text_words, one.first, one.end, str(one.value)) for one in vague_matches
    ]
    given_parts = {"no_reason": why_you, "no_offer": offer, "no_size": size}
    return [
        *sorted([*findings, *_find_second_request(text, text_words)], key=lambda one: one.start or 0),
        *_missing_parts(
            text, text_words, {at for one in vague_matches for at in range(one.first, one.end)}, given_parts
        ),
    ]


def asks_for_something(text: str) -> bool:
    """Whether a mail is an ask, by words that only requests contain."""
    return patterns("mail").matches_any(words_of(text))


def first_question(text: str) -> str:
    """The first question; the whole text if there is none."""
    text_words = words_of(text)
    for first, last in sentences(text_words):
        if text_words[last - 1].low == "?":
            return text[text_words[first].start : text_words[last - 1].end]
    return text


def _is_asked_for(text_words: Sequence[Word], first: int) -> bool:
    """Not in "I read your thoughts on retainers", nor in "I'd write up the numbers for your network"."""
    is_offered = any(
        begin <= first < end and offers(text_words[begin:end]) for begin, end in sentences(text_words)
    )
    return not is_offered and not _is_reported(text_words, first)


def _is_reported(text_words: Sequence[Word], first: int) -> bool:
    before = text_words[max(first - _BACK, 0) : first]
    start = max((at + 1 for at, word in enumerate(before) if word.is_end), default=0)
    directly = before[-1].low if before else ""
    return directly in one_of("vague", "told_of_before") or any(
        word.low in one_of("vague", "told_of") for word in before[start:]
    )


def _find_second_request(text: str, text_words: Sequence[Word]) -> list[AskFinding]:
    """Reports the second request, at most once."""
    advice = words("advice")["several_asks"]
    for match in patterns("several").find_all(text_words):
        return [_finding("several_asks", text, text_words, match.first, match.end, advice)]
    asked = [one for one in sentences(text_words) if _is_request(text_words, *one)]
    requests = [one for one in asked if patterns("request").matches_any(text_words[one[0] : one[1]])]
    second = requests[1] if len(requests) > 1 else asked[2] if len(asked) > _QUESTIONS_AT_MOST else None
    second = second or next((part for one in requests for part in _second_requests(text_words, *one)), None)
    second = second or next((part for one in asked if (part := _third_verb(text, text_words, *one))), None)
    second = second or _third_question(text_words)
    return [_finding("several_asks", text, text_words, *second, advice)] if second else []


def _is_request(text_words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the sentence is a request of its own: not a courtesy question, and not a fragment like "price or taste?"."""
    inside = text_words[first:last]
    if inside[-1].low != "?" or patterns("courtesy").matches_any(inside):
        return False
    return len(inside) > 4 and any(word.low in ("you", "your", "i", "me", "we", "us") for word in inside)


def _second_requests(text_words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """ "Could you review my deck and introduce me to Ben": a second request in the same sentence."""
    verbs, another = one_of("several", "verbs"), one_of("several", "another")
    begun = False
    for at in range(first, last - 1):
        low, follows = text_words[at].low, text_words[at + 1].low
        also = follows in one_of("several", "also") and at + 2 < last and text_words[at + 2].low in verbs
        asks = (
            at + 2 < last
            and follows in one_of("several", "inverted")
            and text_words[at + 2].low in one_of("several", "subjects")
        )
        if low in one_of("several", "joints") and ((begun and (follows in another or also)) or asks):
            yield at + 1, last
        begun = begun or low in verbs


def _third_verb(text: str, text_words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """ "Would you look over my CV, write me a reference and tell me who is hiring": three things to do."""
    begins = one_of("several", "verbs") | one_of("several", "interrogatives")
    found = [at for at in range(first, last) if text_words[at].low in begins]
    begun = [
        at for at in found
        if at > first and ("," in text[text_words[at - 1].end : text_words[at].start] or text_words[at - 1].low in one_of("several", "joints"))
    ]  # fmt: skip
    return (begun[0], last) if len(begun) >= words("several")["most_verbs"] else None


def _third_question(text_words: Sequence[Word]) -> tuple[int, int] | None:
    """ "How is the pay? How is the flat? Is it hard?"."""
    asked = [
        (first, last)
        for first, last in sentences(text_words)
        if text_words[last - 1].low == "?"
        and last - first > 3
        and not patterns("greeting").matches_any(text_words[first:last])
    ]
    most = words("several")["most_questions"]
    return asked[most] if len(asked) > most else None


def _missing_parts(
    text: str, text_words: Sequence[Word], vague_words: Set[int], given_parts: Mapping[str, str]
) -> Iterator[AskFinding]:
    """`vague_words` are indexes: "your story" in "hear your story" is not a reason."""
    present = {
        "no_question": "?" in text or patterns("question").matches_any(text_words),
        "no_size": patterns("size").matches_any(text_words)
        or says_size_after_question(text_words)
        or is_closed_question(text_words),
        "no_reason": has_reason(text_words, vague_words) or gives_reason_before_question(text_words),
        "no_offer": has_offer(text_words) or offers_after_question(text_words),
        "no_way_out": has_way_out(text_words) or releases_after_question(text_words),
    }
    missing = [
        rule for rule, is_there in present.items() if not is_there and not given_parts.get(rule, "").strip()
    ]
    for rule in _not_said_otherwise(text_words, missing):
        yield AskFinding(rule, None, None, words("missing")[rule]["words"], words("missing")[rule]["advice"])


def _not_said_otherwise(text_words: Sequence[Word], missing: Sequence[str]) -> Sequence[str]:
    """Without those parts that are probably said in words of no pattern."""
    if may_say_in_other_words(text_words):
        return [rule for rule in missing if rule in ("no_question", "no_reason")]
    return missing


def _finding(
    rule: str, text: str, text_words: Sequence[Word], first: int, last: int, advice: str
) -> AskFinding:
    while text_words[last - 1].is_end and last - 1 > first:
        last -= 1
    start, end = text_words[first].start, text_words[last - 1].end
    return AskFinding(rule, start, end, text[start:end], advice)
