"""Decides whether a month, day or language word is a name: May Chen, Friday Adams, Dawn French. "In May" stays a month."""

from collections.abc import Sequence
from functools import cached_property

from crm.capture import date_phrases
from crm.capture.tokens import Token, phrase_after_be, phrase_at
from crm.capture.vocabulary import one_of, phrases, words

_DIRECT = ("strong", "pair")


class CalendarNames:
    """`slot` is how likely the position holds a person: "strong", "pair", "weak" or ""."""

    def __init__(self, tokens: Sequence[Token], lows: list[str]) -> None:
        self._tokens, self._lows = tokens, lows

    def is_calendar_word(self, at: int) -> bool:
        return self._tokens[at].base in one_of("people", "calendar_names")

    def begins_name(self, at: int, last: int, slot: str) -> bool:
        """Whether it is the first name of the capitalised words up to `last`: "with April Jones"."""
        word = self._tokens[at].base
        if word in one_of("people", "short_names"):
            titled = at > 1 and self._tokens[at - 1].capital and self._tokens[at - 2].kind == "word"
            # In a title such as "Coffee With An Expert" capitals prove nothing.
            return slot in _DIRECT and not titled
        if not self.is_calendar_word(at):
            return word in one_of("people", "languages_too")
        if self._lows[last - 1] in one_of("people", "after_calendar_words"):
            return False
        if word in one_of("dates", "months") or word in one_of("people", "short_months_too"):
            return True
        # "Met Tuesday Priya Nair": with two names after a weekday, it is more likely a day.
        named = last - at == 2 and self._lows[at + 1] not in one_of("dates", "parts")
        return named and (slot in _DIRECT or self._lows[at] in one_of("dates", "weekdays"))

    def ends_name(self, at: int) -> bool:
        """Whether it is a family name: "with Theresa May", but not "Ana May 3" or "Ana French lessons"."""
        word = self._tokens[at].base
        if word not in one_of("dates", "months") and word not in one_of("people", "languages_too"):
            return False
        token = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if self._tokens[at].possessive or token is None or token.kind in ("mark", "break", "time"):
            return True
        if token.kind == "number":  # "Theresa May 3 days ago"
            return "".join(self._lows[at + 2 : at + 3]) in words("dates")["units"]
        return token.kind == "word" and not token.capital and self._may_follow_name(at + 1)

    def is_single_name(self, at: int, slot: str, links: Sequence[str]) -> bool:
        """Whether it is a first name from the book; `links` are the words between it and the previous name."""
        low = self._lows[at - 1] if at else ""
        if slot in _DIRECT and not links:
            return low != "met" or self._lows[at + 1 : at + 2] != ["with"]  # "met Friday with Ana"
        if at in self._dated:
            return False
        if low in one_of("promises", "spoken_of"):  # "I owe April a book"
            return True
        if slot:
            return list(links) != [","] and (bool(links) or low not in one_of("people", "calendar_leads"))
        return list(links) in (["and"], ["&"]) or self._person_verb_at(at + 1)

    def _may_follow_name(self, at: int) -> bool:
        """Whether the word at `at` may follow a full name."""
        low = self._lows[at]
        lists = (("people", "function_words"), ("people", "list_links"), ("clauses", "predicates"),
                 ("promises", "determiners"), ("people", "after_names"))  # fmt: skip
        fixed = phrase_at(self._lows, at, phrases("dates", "fixed")) is not None
        return fixed or any(low in one_of(*each) for each in lists)

    def _person_verb_at(self, at: int) -> bool:
        """Whether a verb that only fits a person follows: "April promised", "May can help with", "June and I"."""
        if at >= len(self._lows):
            return False
        topic_phrases = phrases("topics", "phrases")
        be = self._lows[at] in one_of("topics", "be")
        topic = (
            phrase_after_be(self._lows, at + 1, topic_phrases, len(self._lows)) if be and at + 1 < len(self._lows)
            else phrase_at(self._lows, at, topic_phrases)
        )  # fmt: skip
        together = self._lows[at : at + 2] in (["and", "i"], ["&", "i"])
        personal = one_of("clauses", "personal") | one_of("people", "acts")
        return topic is not None or together or self._lows[at] in personal

    @cached_property
    def _dated(self) -> frozenset[int]:
        """Indexes of the words of date phrases longer than one word: "3 May", "last Friday", "by Sunday"."""
        found = (one for one in date_phrases.find_dates(self._tokens) if one.last - one.first > 1)
        return frozenset(at for one in found for at in range(one.first, one.last))
