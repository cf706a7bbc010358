"""Which of many topics are about the same matter as one: an inverted index of their words. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from crm.introductions.topic_words import TopicWords, related_groups, topic_words
from crm.text.folding import fold

EXACT = 2.0
SAME_WORDS = 1.5
_RELATED = 0.8  # how much a word of the same matter counts beside the same word
_LEAST_SHARED = 0.75  # a wide word such as "shop" alone is not enough
_LEAST_PART = 0.65  # of the shorter topic
_LEAST_OF_BOTH = 0.41  # of the longer topic


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

    def matches(self, text: str, at_most: int = 1000) -> list[TopicMatch]:
        words, folded = topic_words(text), fold(text)
        found = [
            TopicMatch(number, EXACT if self._folded[number] == folded else closeness)
            for number, closeness in self._close(words)
        ]
        if folded and not words.weights:  # nothing to compare but the text itself
            found = [
                TopicMatch(number, EXACT) for number, other in enumerate(self._folded) if other == folded
            ]
        return nlargest(at_most, found, key=lambda match: (match.closeness, -match.number))

    def _close(self, words: TopicWords) -> Iterator[tuple[int, float]]:
        """Numbers of topics about the same matter, with how close they are."""
        for number, overlap in self._overlaps(words).items():
            other = self._words[number]
            shorter, longer = (
                (words.total, other.total) if words.total < other.total else (other.total, words.total)
            )
            shared = overlap if overlap < shorter else shorter
            if words.weights.keys() == other.weights.keys():
                yield number, SAME_WORDS
            elif (
                shared >= _LEAST_SHARED
                and shared >= _LEAST_PART * shorter
                and shared >= _LEAST_OF_BOTH * longer
                and not _share_a_place_alone(words, other, shared)
            ):
                yield number, shared / shorter + 0.3 * shared / longer

    def _overlaps(self, words: TopicWords) -> dict[int, float]:
        """The weight of the words that another topic has as well, or has others of the same matter for."""
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


def _share_a_place_alone(one: TopicWords, other: TopicWords, shared: float) -> bool:
    """ "a job in Glasgow" and "Glasgow delis"; but whoever knows "Glasgow" at large fits both."""
    if shared > 1 or len(one.weights) == 1 or len(other.weights) == 1:
        return False
    both = one.weights.keys() & other.weights.keys()
    return bool(both) and both <= one.places | other.places
