"""Parse state of one text: its tokens, the names, dates and times in it, and what has been understood so far."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crm.capture import date_phrases, times, vocabulary
from crm.capture.by_position import ByPosition, next_true_index
from crm.capture.clauses import Clause, ClauseSplitter, quoted_words, split_sentences
from crm.capture.dates import DatePhrase
from crm.capture.draft import NamedPerson, Span
from crm.capture.mentions import find_names
from crm.capture.names import Names
from crm.capture.people_in_text import Mention, resolve
from crm.capture.times import TimePhrase
from crm.capture.tokens import Token, tokens
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE, UniquePeople
from crm.capture.vocabulary import one_of

_BRACKETS = frozenset("()[]")
_NON_CONTENT = frozenset(("mark", "break", "time"))
_LOOSE_MARK = re.compile(r" ([,.;:!?)])")


class PeopleMatch(NamedTuple):
    """`end` is the index after the last word."""

    end: int
    people: list[NamedPerson]


class ParseState:
    def __init__(self, text: str, today: date, names: Names, chosen: Mapping[str, int | None]) -> None:
        self.text, self.today = text, today
        self.tokens: list[Token] = tokens(text)
        self.lows = [token.low for token in self.tokens]
        self.quoted = quoted_words(self.tokens)
        self.has_brackets = not _BRACKETS.isdisjoint(text)
        found = resolve(find_names(text, self.tokens, names), names, chosen)
        self.mentions: ByPosition[Mention] = ByPosition(found)
        self.times: ByPosition[TimePhrase] = ByPosition(times.find_times(self.tokens))
        self.dates: ByPosition[DatePhrase] = ByPosition(
            one
            for one in date_phrases.find_dates(self._tokens_without_names())
            if not self.mentions.overlaps(one.first, one.last)
        )
        self.sentences = split_sentences(self.tokens, self.quoted)
        splitter = ClauseSplitter(self.tokens, self.quoted, self.mentions, self._date_mask())
        self.clauses = splitter.clauses(self.sentences)
        self.used = [False] * len(self.tokens)
        self.spans: list[Span] = []
        self.partners: list[NamedPerson] = []
        self.speaker: list[NamedPerson] = []  # "Ben said" in front of "he'll send it"
        self.previous_people: list[NamedPerson] = []  # of the clause before
        clocks = self.times
        self._next_content = next_true_index(
            [one.kind not in _NON_CONTENT and at not in clocks for at, one in enumerate(self.tokens)]
        )
        self._first_words: dict[tuple[int, int], int] = {}

    def _tokens_without_names(self) -> list[Token]:
        """The tokens with names blanked out: "April 3 days ago" is three days ago if April is a person."""
        found = list(self.tokens)
        for one in self.mentions.values():
            for at in range(one.first, one.last):
                found[at] = found[at]._replace(low="", kind="mark")
        return found

    def _date_mask(self) -> list[bool]:
        dated = [False] * len(self.tokens)
        ranges = [(one.first, one.last) for one in self.dates.values()]
        for first, last in ranges + [(one.first, one.last) for one in self.times.values()]:
            dated[first:last] = [True] * (last - first)
        return dated

    def low(self, at: int) -> str:
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def starts(self, at: int, phrase: list[str]) -> bool:
        return self.lows[at : at + len(phrase)] == phrase

    def mark_used(self, first: int, last: int, kind: str = "") -> None:
        """Marks words as understood and, where a kind is given, underlines them."""
        self.used[first:last] = [True] * (last - first)
        while kind and last > first and self.tokens[last - 1].kind in ("mark", "break"):
            last -= 1
        if kind and last > first:
            self.spans.append(Span(self.tokens[first].start, self.tokens[last - 1].end, kind))

    def span(self, first: int, last: int) -> Span:
        """The code point range of a clause."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end, "clause")

    def people_at(self, at: int, last: int, *, objects: bool = True) -> PeopleMatch | None:
        """The list of names, or the object pronoun, at this word; not "Ben's", nor "her" in "her book"."""
        people = UniquePeople()
        end = at
        while at < last:
            one = self._single_match(at, last, objects)
            if one is None:
                break
            people.add(one.people)
            end = at = one.end
            while at < last and self.lows[at] in one_of("people", "list_links") and at - end < 2:
                at += 1
            if at == end:
                break
        return PeopleMatch(end, people.people) if people.people else None

    def person_at(self, at: int, last: int) -> list[NamedPerson]:
        """The people meant by this one name or pronoun, without the rest of a list."""
        one = self._single_match(at, last, objects=True)
        return one.people if one else []

    def _single_match(self, at: int, last: int, objects: bool) -> PeopleMatch | None:
        mention = self.mentions.get(at)
        if mention is not None:
            return None if mention.ending else PeopleMatch(mention.last, [mention.named])
        if objects and self.lows[at] in one_of("promises", "objects") and not self.is_possessive(at, last):
            people = self.resolve_pronoun(self.lows[at])
            return PeopleMatch(at + 1, people) if people else None
        return None

    def is_possessive(self, at: int, last: int) -> bool:
        """Whether "her" is possessive: "her book", not "send her"."""
        if self.lows[at] != "her" or at + 1 >= last:
            return False
        token = self.tokens[at + 1]
        if (
            token.kind in ("mark", "break", "number", "link")
            or at + 1 in self.dates
            or at + 1 in self.mentions
        ):
            return False
        return token.low not in one_of("promises", "after_her")

    def resolve_pronoun(self, pronoun: str) -> list[NamedPerson]:
        """Resolves a pronoun to the only partner of the meeting, else to the first person of the clause before."""
        if self.speaker and pronoun in one_of("people", "subject_pronouns"):
            return [by_pronoun(one, pronoun) for one in self.speaker]
        if len(self.partners) == 1:
            return [by_pronoun(self.partners[0], pronoun)]
        if self.partners and pronoun == "them":
            if len(self.partners) > MAX_PEOPLE_PER_CLAUSE:
                return []
            return [by_pronoun(one, pronoun) for one in self.partners]
        return [by_pronoun(self.previous_people[0], pronoun)] if self.previous_people else []

    def people_in(self, first: int, last: int) -> list[Mention]:
        return [self.mentions[at] for at in range(first, last) if at in self.mentions]

    def text_of(
        self,
        first: int,
        last: int,
        without: list[tuple[int, int]] | None = None,
        put: Mapping[int, tuple[int, str]] | None = None,
    ) -> str:
        """The text of these words, trimmed; `without` are ranges to omit, `put` maps an index to an end and a replacement."""
        skipped = {at for start, end in without or [] for at in range(start, end)}
        put = put or {}
        pieces: list[str] = []
        at = first
        while at < last:
            end = at + 1
            if at in put:
                end, words = put[at]
                pieces.append(words)
            elif at not in skipped:
                while end < last and end not in skipped and end not in put:
                    end += 1
                pieces.append(self.text[self.tokens[at].start : self.tokens[end - 1].end])
            at = end
        joined = _LOOSE_MARK.sub(r"\1", " ".join(" ".join(pieces).split()))
        return joined.strip(",;:.!?–—- ")

    def ends_clause(self, at: int, last: int) -> bool:
        """Whether nothing but marks and times follows in the clause."""
        return at >= last or self._next_content[at] >= last

    def is_one_word(self, clause: Clause) -> bool:
        """Whether the clause has at most one word, which can neither be a meeting nor a promise: a fast path for lists."""
        first, last = self.first_word(clause), clause.last
        while last > first and self.tokens[last - 1].kind in ("mark", "break"):
            last -= 1
        return last - first < 2

    def first_word(self, clause: Clause) -> int:
        """Index of the first word after marks, joints and bullets."""
        key = clause.first, clause.last
        if key not in self._first_words:  # asked again for each clause of the sentence
            self._first_words[key] = self._find_first_word(clause)
        return self._first_words[key]

    def _find_first_word(self, clause: Clause) -> int:
        at = clause.first
        while at < clause.last and not self.quoted[at]:
            bullet = (
                self.tokens[at].kind == "number" and self.low(at + 1) in (".", ")") and at == clause.first
            )
            if bullet:
                at += 2
            elif self.tokens[at].kind in ("mark", "break") or self.lows[at] in one_of("clauses", "leads"):
                at += 1
            else:
                break
        return at


def by_pronoun(named: NamedPerson, typed: str) -> NamedPerson:
    """The same person as meant by a pronoun: status "assumed". New and ambiguous people stay unchanged."""
    if named.person_id is None:
        return named
    return replace(named, typed=typed, status="assumed", candidates=[])


def kinds_by_verb() -> dict[str, str]:
    """Promise kind by verb phrase."""
    found: dict[str, str] = vocabulary.words("promises")["kinds"]
    return found
