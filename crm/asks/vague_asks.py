"""What makes an ask easy to refuse: vague words, several asks in one, and what every good ask says. Pure.

Precision before recall: what is there in any wording counts as there, and only plain cases of vagueness are marked.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from crm.asks.phrase_patterns import Word, sentences, words_of
from crm.asks.vocabulary import one_of, patterns, vague, words

_QUESTIONS_AT_MOST = 2  # "How did you tell them? By mail or in person?" is one ask
_BACK = 5  # words before a phrase that show it is told of, not asked for


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` count code points of the text; both None where something is missing."""

    rule: str
    start: int | None
    end: int | None
    words: str
    advice: str


def check_ask(text: str, why_you: str = "", offer: str = "", size: str = "") -> list[Finding]:
    """Empty for a good ask. What stands in a field of its own need not be said in the text again."""
    found = words_of(text)
    if all(word.is_end for word in found):
        return []
    unclear = [one for one in vague().all(found) if not _is_told_of(found, one[0])]
    marked = [_marked("vague", text, found, first, last, str(advice)) for first, last, advice in unclear]
    told = {"no_reason": why_you, "no_offer": offer, "no_size": size}
    return [
        *sorted([*marked, *_several(text, found)], key=lambda one: one.start or 0),
        *_missing(text, found, {at for first, last, _ in unclear for at in range(first, last)}, told),
    ]


def asks_for_something(text: str) -> bool:
    """Whether a mail is an ask, by words that nobody uses who gives."""
    return patterns("mail").fit(words_of(text))


def first_question(text: str) -> str:
    """The sentence that asks; the whole text where none does."""
    found = words_of(text)
    for first, last in sentences(found):
        if found[last - 1].low == "?":
            return text[found[first].start : found[last - 1].end]
    return text


def _is_told_of(found: Sequence[Word], first: int) -> bool:
    before = found[max(first - _BACK, 0) : first]
    start = max((at + 1 for at, word in enumerate(before) if word.is_end), default=0)
    return any(word.low in one_of("vague", "told_of") for word in before[start:])


def _several(text: str, found: Sequence[Word]) -> list[Finding]:
    """The second request, marked once."""
    advice = words("advice")["several_asks"]
    for first, last, _ in patterns("several").all(found):
        return [_marked("several_asks", text, found, first, last, advice)]
    asked = [one for one in sentences(found) if _asks(found, *one)]
    requests = [one for one in asked if patterns("request").fit(found[one[0] : one[1]])]
    second = requests[1] if len(requests) > 1 else asked[2] if len(asked) > _QUESTIONS_AT_MOST else None
    second = second or next((part for one in requests for part in _more(found, *one)), None)
    return [_marked("several_asks", text, found, *second, advice)] if second else []


def _asks(found: Sequence[Word], first: int, last: int) -> bool:
    """A question of its own: neither when it suits nor how they are, and no mere "price or taste?"."""
    inside = found[first:last]
    if inside[-1].low != "?" or patterns("courtesy").fit(inside):
        return False
    return len(inside) > 4 and any(word.low in ("you", "your", "i", "me", "we", "us") for word in inside)


def _more(found: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """ "Could you review my deck and introduce me to Ben": a second favour in the same breath."""
    verbs, another = one_of("several", "verbs"), one_of("several", "another")
    begun = False
    for at in range(first, last - 1):
        low, follows = found[at].low, found[at + 1].low
        also = follows in one_of("several", "also") and at + 2 < last and found[at + 2].low in verbs
        if begun and low in one_of("several", "joints") and (follows in another or also):
            yield at + 1, last
        begun = begun or low in verbs


def _missing(
    text: str, found: Sequence[Word], unclear: Set[int], told: Mapping[str, str]
) -> Iterator[Finding]:
    """`unclear` are words of vague phrases: "your story" in "hear your story" is no reason."""
    reasons = [at for at, _, _ in patterns("reason").all(found) if at not in unclear]
    there = {
        "no_question": "?" in text or patterns("question").fit(found),
        "no_size": patterns("size").fit(found),
        "no_reason": any(not _is_denied(found, at) for at in reasons),
        "no_offer": patterns("offer").fit(found),
        "no_way_out": patterns("way_out").fit(found),
    }
    for rule, is_there in there.items():
        if not is_there and not told.get(rule, "").strip():
            yield Finding(rule, None, None, words("missing")[rule]["words"], words("missing")[rule]["advice"])


def _is_denied(found: Sequence[Word], at: int) -> bool:
    return at > 0 and found[at - 1].low in one_of("reason", "not_after")


def _marked(rule: str, text: str, found: Sequence[Word], first: int, last: int, advice: str) -> Finding:
    while found[last - 1].is_end and last - 1 > first:
        last -= 1
    start, end = found[first].start, found[last - 1].end
    return Finding(rule, start, end, text[start:end], advice)
