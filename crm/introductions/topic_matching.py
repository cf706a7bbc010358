"""Which of many topics are about the same matter as one: an inverted index of their words. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crm.introductions.topic_words import TopicWords, related_groups, topic_words
from crm.text.folding import fold

EXACT = 2.0
SAME_WORDS = 1.5
_RELATED = 0.8  # how much a word of the same matter counts beside the same word
_LEAST_SHARED = 0.75  # a wide word such as "shop" alone is not enough
_LEAST_PART = 0.7  # of the shorter topic
_LEAST_OF_BOTH = 0.45  # of the longer topic


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """`closeness` is EXACT for the same words, else up to 1.5."""

    number: int
    closeness: float


class TopicIndex:
    """Topics by number; `matches` finds those about the matter of another topic, closest first."""

    def __init__(self, topics: Iterable[str]) -> None:
        self._words: list[TopicWords] = []
        self._folded: list[str] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_group: dict[int, list[int]] = defaultdict(list)
        for text in topics:
            self._add(text)

    def _add(self, text: str) -> None:
        number, words = len(self._words), topic_words(text)
        self._words.append(words)
        self._folded.append(fold(text))
        for root in words.weights:
            self._by_stem[root].append(number)
        for group in {group for root in words.weights for group in related_groups(root)}:
            self._by_group[group].append(number)

    def matches(self, text: str) -> list[TopicMatch]:
        words, folded = topic_words(text), fold(text)
        found = [
            TopicMatch(number, EXACT if self._folded[number] == folded else closeness)
            for number, shared in self._shared_weights(words).items()
            if (closeness := self._closeness(words, number, shared)) > 0 or self._folded[number] == folded
        ]
        return sorted(found, key=lambda match: (-match.closeness, match.number))

    def _shared_weights(self, words: TopicWords) -> dict[int, float]:
        total: dict[int, float] = defaultdict(float)
        for root, weight in words.weights.items():
            best = {
                number: weight * _RELATED
                for group in related_groups(root)
                for number in self._by_group[group]
            }
            best.update(dict.fromkeys(self._by_stem.get(root, ()), weight))
            for number, shared in best.items():
                total[number] += shared
        return total

    def _closeness(self, words: TopicWords, number: int, shared: float) -> float:
        """0 for topics about different matters."""
        other = self._words[number]
        if words.weights.keys() == other.weights.keys():
            return SAME_WORDS
        shorter, longer = sorted((words.total, other.total))
        is_close = shared >= max(_LEAST_SHARED, _LEAST_PART * shorter, _LEAST_OF_BOTH * longer)
        return shared / shorter + 0.3 * shared / longer if is_close else 0.0
