"""Words about someone, said to them: "what came of his advice" becomes "what came of your advice". Pure.

Whose "her" is meant is not guessed: where the reader is known to be a "he", or another person was named first, it stays.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.capture.vocabulary import one_of
from crm.promises.full_names import NOT_AFTER_DATE_WORD

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+){0,5}|\W+|\d+|_+")
_SETS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "they": ("they", "them", "their", "theirs", "themselves", "themself"),
}
_SET_OF = {word: name for name, each in _SETS.items() for word in each}
_SUBJECTS = ("he", "she", "they")
_PLURAL = {
    "is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't",
    "doesn't": "don't",
}  # fmt: skip
_ADVERBS = frozenset(("also", "still", "now", "ever", "never", "just", "already", "always", "often", "soon"))
_DONE = re.compile(r"(?:ed|en|one|ot|ought|und|ade|eft|ost|et)$")
_OPENERS = frozenset(
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
_GROUPS = frozenset(
    ("team", "family", "people", "kids", "children", "twins", "parents", "folks", "staff", "couple")
)

_NO_PLURALS = frozenset(
    ("his", "is", "was", "has", "this", "its", "us", "as", "yes", "news", "thanks", "does", "always", "yours")
)
# "How Ana's doing", but "how Ana's training went".
_ASKED_HOW = r"(\b(?i:how|what|why|where|when|whether|if|that) )"
_DOING = (
    r" (?:(?:not|now|still|just|really|also) )?\w{2,}ing\b"
    r"(?! (?:\w+ ){0,2}(?:is|was|went|goes|has|had|did|will|came|comes|turned|ended|looks|works|worked)\b)"
)


class Readers(NamedTuple):
    """To whom a mail goes: full names, first names, and what the user noted of them: "he", "she", "they" or nothing."""

    names: Sequence[str]
    first_names: Sequence[str]
    pronouns: Sequence[str] = ()


def addressed(words: str, to: Readers) -> str:
    """The same words, with "you" and "your" for the readers."""
    return _Address(_named(words, to), to).said()


def _named(words: str, to: Readers) -> str:
    """Their names become "you": all of them at once, each in full, then by the first name alone."""
    joined = (
        [" and ".join(to.names), ", ".join(to.names[:-1]) + f" and {to.names[-1]}"]
        if len(to.names) > 1
        else []
    )
    for name in (*joined, *to.names):
        words = _you_for(words, re.escape(name))
    for first in to.first_names:
        words = _you_for(words, rf"{NOT_AFTER_DATE_WORD}{re.escape(first)}(?! [^\W\d_a-z]| \d)")
    return words


def _you_for(words: str, pattern: str) -> str:
    words = re.sub(rf"{_ASKED_HOW}{pattern}['’]s(?={_DOING})", r"\1you are", words)
    words = re.sub(rf"{_ASKED_HOW}{pattern}['’]s(?= been\b)", r"\1you have", words)
    words = re.sub(rf"\b{pattern}['’](?:s\b|(?= ))", "your", words)
    return re.sub(rf"\b{pattern}(?![\w@]|[-‐‑]\w)", "you", words)


class _Address:
    """Goes through the words once; what the first pronoun is decides which are the readers'."""

    def __init__(self, words: str, to: Readers) -> None:
        self._pieces: list[str] = _WORD.findall(words)
        self._places = [at for at, piece in enumerate(self._pieces) if piece[0].isalpha()]
        self._lows = [self._pieces[at].lower().replace("’", "'") for at in self._places]
        self._known = {one for one in to.pronouns if one in _SETS}
        self._several = len(to.names) > 1

    def said(self) -> str:
        for number, low in enumerate(self._lows):
            base, _, short = low.partition("'")
            if base == "you":
                self._agree_with_name(number)
            elif base in _SET_OF and self._is_reader(number, _SET_OF[base]):
                self._known = self._known or {_SET_OF[base]}
                self._put(number, self._form(number, base, f"'{short}" if short else ""))
        return "".join(self._pieces)

    def _is_reader(self, number: int, which: str) -> bool:
        before = self._lows[:number]
        if before[-1:] == ["of"] and self._lows[number] in ("his", "hers", "theirs"):  # "a friend of his"
            return not self._known or which in self._known
        if which == "they":
            plural = any(low in _GROUPS or (low.endswith("s") and low not in _NO_PLURALS) for low in before)
            return not plural
        return which in self._known if self._known else not self._others(number)

    def _others(self, number: int) -> bool:
        """Whether somebody else stands before: a name, or "my wife"."""
        named = (
            self._pieces[at][0].isupper() and at > 0
            for at in self._places[:number]
            if self._pieces[at] != "I"
        )
        return any(named) or any(low in one_of("people", "relations") for low in self._lows[:number])

    def _form(self, number: int, base: str, short: str) -> str:
        following = self._lows[number + 1] if number + 1 < len(self._lows) and self._near(number) else ""
        if base in _SUBJECTS:
            return self._subject(number, following, short)
        if base in ("hers", "theirs") or (base == "his" and not self._owns(number, following)):
            return "yours"
        if base.endswith(("self", "selves")):
            return "yourselves" if self._several else "yourself"
        owner = base in ("his", "their") or (base == "her" and self._owns(number, following))
        return "your" if owner else "you"

    def _subject(self, number: int, following: str, short: str) -> str:
        if short == "'s":
            return "you have" if following == "been" or _DONE.search(following) else "you are"
        if short:
            return f"you{short}"
        if number and self._lows[number - 1] in _PLURAL and self._near(number - 1):  # "does she"
            self._put(number - 1, _PLURAL[self._lows[number - 1]])
        else:
            self._agree(number + 1)
        return "you"

    def _agree(self, number: int) -> None:
        while number < len(self._lows) and (
            self._lows[number] in _ADVERBS or self._lows[number].endswith("ly")
        ):
            number += 1
        if number < len(self._lows):
            self._put(number, _plural(self._lows[number], self._pieces[self._places[number]]))

    def _agree_with_name(self, number: int) -> None:
        """A name that became "you" is a subject at the start, or after "how" and the like."""
        opens = number == 0 or self._lows[number - 1] in _OPENERS
        following = self._lows[number + 1] if number + 1 < len(self._lows) and self._near(number) else ""
        if following in _PLURAL or (opens and following.endswith("s") and number > 0):
            self._agree(number + 1)

    def _owns(self, number: int, following: str) -> bool:
        return following != "" and following not in one_of("promises", "after_her")

    def _near(self, number: int) -> bool:
        """Whether only a blank stands between this word and the next."""
        between = self._pieces[self._places[number] + 1 : self._places[number + 1]]
        return between == [" "]

    def _put(self, number: int, word: str) -> None:
        at = self._places[number]
        capital = self._pieces[at][0].isupper() and word != self._pieces[at]
        self._pieces[at] = word[0].upper() + word[1:] if capital else word
        self._lows[number] = word.lower()


def _plural(low: str, word: str) -> str:
    """The verb of "you": "has" is "have", "likes" is "like"."""
    if low in _PLURAL:
        return _PLURAL[low]
    if low.endswith("ies") and len(low) > 4:
        return f"{word[:-3]}y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return word[:-2]
    return word[:-1] if low.endswith("s") and not low.endswith(("ss", "us")) and len(low) > 3 else word
