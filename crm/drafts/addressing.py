"""Rewrites text about the recipient into second person: "what came of his advice" -> "what came of your advice". Pure.

A pronoun is kept if it cannot be the recipient's: it differs from the recipient's noted pronouns, or another person
was named before it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.capture.vocabulary import one_of
from crm.promises.full_names import NOT_AFTER_DATE_WORD

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+){0,5}|\W+|\d+|_+")
_PRONOUN_SETS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "they": ("they", "them", "their", "theirs", "themselves", "themself"),
}
_SET_BY_PRONOUN = {word: name for name, each in _PRONOUN_SETS.items() for word in each}
_SUBJECTS = ("he", "she", "they")
_PLURAL_VERBS = {
    "is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't",
    "doesn't": "don't",
}  # fmt: skip
_ADVERBS = frozenset(("also", "still", "now", "ever", "never", "just", "already", "always", "often", "soon"))
_PARTICIPLE_END = re.compile(r"(?:ed|en|one|ot|ought|und|ade|eft|ost|et)$")
_CLAUSE_OPENERS = frozenset(
    (
        "how",
        "what",
        "when",
        "where",
        "whether",
        "if",
        "why",
        "that",
        "because",
        "and",
        "but",
        "once",
        "who",
        "which",
    )
)
_GROUP_NOUNS = frozenset(
    ("team", "family", "people", "kids", "children", "twins", "parents", "folks", "staff", "couple")
)

_SINGULAR_IN_S = frozenset(
    ("his", "is", "was", "has", "this", "its", "us", "as", "yes", "news", "thanks", "does", "always", "yours")
)
# Matches "how Ana's doing", but not "how Ana's training went".
_QUESTION_WORD = r"(\b(?i:how|what|why|where|when|whether|if|that) )"
_PRESENT_PARTICIPLE = (
    r" (?:(?:not|now|still|just|really|also) )?\w{2,}ing\b"
    r"(?! (?:\w+ ){0,2}(?:is|was|went|goes|has|had|did|will|came|comes|turned|ended|looks|works|worked)\b)"
)


class Recipients(NamedTuple):
    """The recipients of a mail: full names, first names, and noted pronouns ("he", "she", "they")."""

    names: Sequence[str]
    first_names: Sequence[str]
    pronouns: Sequence[str] = ()


def in_second_person(words: str, to: Recipients) -> str:
    """The text with "you" and "your" for the recipients."""
    return _SecondPersonRewriter(_replace_names(words, to), to).rewrite()


def _replace_names(words: str, to: Recipients) -> str:
    """Replaces the recipients' names by "you": all names joined, then each full name, then first names."""
    joined = (
        [" and ".join(to.names), ", ".join(to.names[:-1]) + f" and {to.names[-1]}"]
        if len(to.names) > 1
        else []
    )
    for name in (*joined, *to.names):
        words = _replace_name(words, re.escape(name))
    for first in to.first_names:
        words = _replace_name(words, rf"{NOT_AFTER_DATE_WORD}{re.escape(first)}(?! [^\W\d_a-z]| \d)")
    return words


def _replace_name(words: str, pattern: str) -> str:
    words = re.sub(rf"{_QUESTION_WORD}{pattern}['’]s(?={_PRESENT_PARTICIPLE})", r"\1you are", words)
    words = re.sub(rf"{_QUESTION_WORD}{pattern}['’]s(?= been\b)", r"\1you have", words)
    words = re.sub(rf"\b{pattern}['’](?:s\b|(?= ))", "your", words)
    return re.sub(rf"\b{pattern}(?![\w@]|[-‐‑]\w)", "you", words)


class _SecondPersonRewriter:
    """Rewrites the pronouns in one pass. If no pronouns are noted, the first one found decides."""

    def __init__(self, words: str, to: Recipients) -> None:
        self._pieces: list[str] = _WORD.findall(words)
        self._word_positions = [at for at, piece in enumerate(self._pieces) if piece[0].isalpha()]
        self._lowered = [self._pieces[at].lower().replace("’", "'") for at in self._word_positions]
        self._pronouns = {pronoun for pronoun in to.pronouns if pronoun in _PRONOUN_SETS}
        self._is_plural = len(to.names) > 1

    def rewrite(self) -> str:
        for number, lowered in enumerate(self._lowered):
            base, _, short = lowered.partition("'")
            if base == "you":
                self._agree_with_name(number)
            elif base in _SET_BY_PRONOUN and self._is_recipient(number, _SET_BY_PRONOUN[base]):
                self._pronouns = self._pronouns or {_SET_BY_PRONOUN[base]}
                self._replace(number, self._second_person_form(number, base, f"'{short}" if short else ""))
        return "".join(self._pieces)

    def _is_recipient(self, number: int, pronoun_set: str) -> bool:
        before = self._lowered[:number]
        if before[-1:] == ["of"] and self._lowered[number] in ("his", "hers", "theirs"):  # "a friend of his"
            return not self._pronouns or pronoun_set in self._pronouns
        if pronoun_set == "they":
            plural = any(
                lowered in _GROUP_NOUNS or (lowered.endswith("s") and lowered not in _SINGULAR_IN_S)
                for lowered in before
            )
            return not plural
        return pronoun_set in self._pronouns if self._pronouns else not self._names_another(number)

    def _names_another(self, number: int) -> bool:
        """Whether another person is mentioned before: a name, or a relation such as "my wife"."""
        named = (
            self._pieces[at][0].isupper() and at > 0
            for at in self._word_positions[:number]
            if self._pieces[at] != "I"
        )
        return any(named) or any(
            lowered in one_of("people", "relations") for lowered in self._lowered[:number]
        )

    def _second_person_form(self, number: int, base: str, short: str) -> str:
        following = self._following(number)
        if base in _SUBJECTS:
            return self._subject(number, following, short)
        if base in ("hers", "theirs") or (base == "his" and not self._is_possessive(number, following)):
            return "yours"
        if base.endswith(("self", "selves")):
            return "yourselves" if self._is_plural else "yourself"
        owner = base in ("his", "their") or (base == "her" and self._is_possessive(number, following))
        return "your" if owner else "you"

    def _subject(self, number: int, following: str, short: str) -> str:
        if short == "'s":
            return "you have" if following == "been" or _PARTICIPLE_END.search(following) else "you are"
        if short:
            return f"you{short}"
        is_question = (
            number > 0 and self._is_adjacent(number - 1) and self._lowered[number - 1] in _PLURAL_VERBS
        )
        if is_question:  # "does she"
            self._replace(number - 1, _PLURAL_VERBS[self._lowered[number - 1]])
        else:
            self._agree_verb(number + 1)
        return "you"

    def _agree_verb(self, number: int) -> None:
        while number < len(self._lowered) and (
            self._lowered[number] in _ADVERBS or self._lowered[number].endswith("ly")
        ):
            number += 1
        if number < len(self._lowered):
            self._replace(
                number, _plural_verb(self._lowered[number], self._pieces[self._word_positions[number]])
            )

    def _agree_with_name(self, number: int) -> None:
        """Adapts the verb after a "you" that replaced a name: a subject at the start or after "how" and the like."""
        is_subject = number == 0 or self._lowered[number - 1] in _CLAUSE_OPENERS
        following = self._following(number)
        if following in _PLURAL_VERBS or (is_subject and following.endswith("s") and number > 0):
            self._agree_verb(number + 1)

    def _is_possessive(self, number: int, following: str) -> bool:
        return following != "" and following not in one_of("promises", "after_her")

    def _following(self, number: int) -> str:
        """The next word if it is adjacent, lower-cased, else an empty string."""
        is_last = number + 1 >= len(self._lowered)
        return "" if is_last or not self._is_adjacent(number) else self._lowered[number + 1]

    def _is_adjacent(self, number: int) -> bool:
        """Whether this word and the next are separated by a single blank."""
        between = self._pieces[self._word_positions[number] + 1 : self._word_positions[number + 1]]
        return between == [" "]

    def _replace(self, number: int, word: str) -> None:
        at = self._word_positions[number]
        capital = self._pieces[at][0].isupper() and word != self._pieces[at]
        self._pieces[at] = word[0].upper() + word[1:] if capital else word
        self._lowered[number] = word.lower()


def _plural_verb(lowered: str, word: str) -> str:
    """The verb form for "you": "has" -> "have", "likes" -> "like"."""
    if lowered in _PLURAL_VERBS:
        return _PLURAL_VERBS[lowered]
    if lowered.endswith("ies") and len(lowered) > 4:
        return f"{word[:-3]}y"
    if lowered.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    return (
        word[:-1]
        if lowered.endswith("s") and not lowered.endswith(("ss", "us")) and len(lowered) > 3
        else word
    )
