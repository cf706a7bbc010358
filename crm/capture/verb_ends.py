"""Tests whether a meeting or promise verb ends right before a word: after "send" or "checked in with" a person may follow."""

from collections.abc import Sequence

from crm.capture.vocabulary import phrases, words

_PATTERNS = [
    (tuple(verb.split()), entry["pattern"]) for entry in words("promises")["verbs"] for verb in entry["verbs"]
]
PAIR_VERBS = frozenset(verb for verb, pattern in _PATTERNS if pattern == "pair")
PROMISE_VERBS = frozenset(verb for verb, _pattern in _PATTERNS)
MEETING_VERBS = frozenset(phrases("meetings", "self")) | frozenset(phrases("meetings", "coming"))
_LAST_WORDS = frozenset(phrase[-1] for phrase in PROMISE_VERBS | MEETING_VERBS)


def verb_ends_before(lows: Sequence[str], at: int, verbs: frozenset[tuple[str, ...]]) -> bool:
    if lows[at - 1] not in _LAST_WORDS:
        return False
    return any(tuple(lows[at - size : at]) in verbs for size in range(1, min(6, at) + 1))
