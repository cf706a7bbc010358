"""One text while it is read: its words, who and when stands where, and what has been understood so far."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

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
_UNTOLD = frozenset(("mark", "break", "time"))
_LOOSE_MARK = re.compile(r" ([,.;:!?)])")
PeopleMatch = tuple[int, list[NamedPerson]]  # the index after the last word, and who


class ParseState:
    def __init__(self, text: str, today: date, names: Names, chosen: Mapping[str, int | None]) -> None:
        self.text, self.today = text, today
        self.tokens: list[Token] = tokens(text)
        self.lows = [token.low for token in self.tokens]
        self.inside = quoted_words(self.tokens)
        self.has_brackets = not _BRACKETS.isdisjoint(text)
        found = resolve(find_names(text, self.tokens, names), names, chosen)
        self.mentions: ByPosition[Mention] = ByPosition(found)
        self.clocks: ByPosition[TimePhrase] = ByPosition(times.find_times(self.tokens))
        self.whens: ByPosition[DatePhrase] = ByPosition(
            one
            for one in date_phrases.find_dates(self._unnamed())
            if not self.mentions.meet(one.first, one.last)
        )
        self.sentences = split_sentences(self.tokens, self.inside)
        splitter = ClauseSplitter(self.tokens, self.inside, self.mentions, self._dated())
        self.clauses = splitter.clauses(self.sentences)
        self.used = [False] * len(self.tokens)
        self.spans: list[Span] = []
        self.partners: list[NamedPerson] = []
        self.speaker: list[NamedPerson] = []  # "Ben said" in front of "he'll send it"
        self.before: list[NamedPerson] = []  # the people of the clause before
        clocks = self.clocks
        self._next_told = next_true_index(
            [one.kind not in _UNTOLD and at not in clocks for at, one in enumerate(self.tokens)]
        )
        self._openings: dict[tuple[int, int], int] = {}

    def _unnamed(self) -> list[Token]:
        """The words without those of names: "April 3 days ago" is three days ago if April is somebody."""
        found = list(self.tokens)
        for one in self.mentions.values():
            for at in range(one.first, one.last):
                found[at] = found[at]._replace(low="", kind="mark")
        return found

    def _dated(self) -> list[bool]:
        dated = [False] * len(self.tokens)
        ranges = [(one.first, one.last) for one in self.whens.values()]
        for first, last in ranges + [(one.first, one.last) for one in self.clocks.values()]:
            dated[first:last] = [True] * (last - first)
        return dated

    def low(self, at: int) -> str:
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def starts(self, at: int, phrase: list[str]) -> bool:
        return self.lows[at : at + len(phrase)] == phrase

    def use(self, first: int, last: int, kind: str = "") -> None:
        """Marks words as understood, and underlines them where a kind is given."""
        self.used[first:last] = [True] * (last - first)
        while kind and last > first and self.tokens[last - 1].kind in ("mark", "break"):
            last -= 1
        if kind and last > first:
            self.spans.append(Span(self.tokens[first].start, self.tokens[last - 1].end, kind))

    def span(self, first: int, last: int) -> Span:
        """Where a clause stands in the text."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end, "clause")

    def someone(self, at: int, last: int, *, objects: bool = True) -> PeopleMatch | None:
        """The people that stand here, as a list or an object pronoun; not "Ben's", nor "her" in "her book"."""
        people = UniquePeople()
        end = at
        while at < last:
            one = self._one(at, last, objects)
            if one is None:
                break
            people.add(one[1])
            end = at = one[0]
            while at < last and self.lows[at] in one_of("people", "list_links") and at - end < 2:
                at += 1
            if at == end:
                break
        return (end, people.people) if people.people else None

    def here(self, at: int, last: int) -> list[NamedPerson]:
        """Who is meant by this one word or name, without what a list goes on with."""
        one = self._one(at, last, objects=True)
        return one[1] if one else []

    def _one(self, at: int, last: int, objects: bool) -> PeopleMatch | None:
        mention = self.mentions.get(at)
        if mention is not None:
            return None if mention.ending else (mention.last, [mention.named])
        if objects and self.lows[at] in one_of("promises", "objects") and not self.owns(at, last):
            people = self.point(self.lows[at])
            return (at + 1, people) if people else None
        return None

    def owns(self, at: int, last: int) -> bool:
        """Whether "her" is the owner of what follows."""
        if self.lows[at] != "her" or at + 1 >= last:
            return False
        token = self.tokens[at + 1]
        if (
            token.kind in ("mark", "break", "number", "link")
            or at + 1 in self.whens
            or at + 1 in self.mentions
        ):
            return False
        return token.low not in one_of("promises", "after_her")

    def point(self, pronoun: str) -> list[NamedPerson]:
        """She, he, they: the only partner of the meeting, else the first person of the clause before."""
        if self.speaker and pronoun in one_of("people", "subject_pronouns"):
            return [by_pronoun(one, pronoun) for one in self.speaker]
        if len(self.partners) == 1:
            return [by_pronoun(self.partners[0], pronoun)]
        if self.partners and pronoun == "them":
            if len(self.partners) > MAX_PEOPLE_PER_CLAUSE:
                return []
            return [by_pronoun(one, pronoun) for one in self.partners]
        return [by_pronoun(self.before[0], pronoun)] if self.before else []

    def people_in(self, first: int, last: int) -> list[Mention]:
        return [self.mentions[at] for at in range(first, last) if at in self.mentions]

    def words(
        self,
        first: int,
        last: int,
        without: list[tuple[int, int]] | None = None,
        put: Mapping[int, tuple[int, str]] | None = None,
    ) -> str:
        """The text of these words, some left out, some replaced (`put`: index to end and text), ends trimmed."""
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

    def ends(self, at: int, last: int) -> bool:
        """Whether nothing but marks and times follows in the clause."""
        return at >= last or self._next_told[at] >= last

    def is_one_word(self, clause: Clause) -> bool:
        """One word alone, or none, tells of no meeting and promises nothing; a list of such lines is soon read."""
        first, last = self.opening(clause), clause.last
        while last > first and self.tokens[last - 1].kind in ("mark", "break"):
            last -= 1
        return last - first < 2

    def opening(self, clause: Clause) -> int:
        """The first word that says something: marks, joints and bullets skipped."""
        key = clause.first, clause.last
        if (
            key not in self._openings
        ):  # the clauses of a sentence ask for that of its first one again and again
            self._openings[key] = self._opening(clause)
        return self._openings[key]

    def _opening(self, clause: Clause) -> int:
        at = clause.first
        while at < clause.last and not self.inside[at]:
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
    """The same person, reached by a pronoun alone; someone new or unclear stays what they are."""
    if named.person_id is None:
        return named
    return replace(named, typed=typed, status="assumed", candidates=[])


def kinds_by_verb() -> dict[str, str]:
    """The kind of promise of each verb phrase."""
    found: dict[str, str] = vocabulary.words("promises")["kinds"]
    return found
