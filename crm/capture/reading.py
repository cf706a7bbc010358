"""One text while it is read: its words, who and when stands where, and what has been understood so far."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from crm.capture import date_phrases, times, vocabulary
from crm.capture.clauses import Clause, Splitter, quoted
from crm.capture.dates import When
from crm.capture.draft import Named, Span
from crm.capture.names import Names
from crm.capture.people import Mention, settle
from crm.capture.sightings import sight
from crm.capture.times import Clock
from crm.capture.vocabulary import one_of
from crm.capture.words import Token, tokens

_LOOSE_MARK = re.compile(r" ([,.;:!?)])")
Someone = tuple[int, list[Named]]  # the index after the last word, and who


class Reading:
    def __init__(self, text: str, today: date, names: Names, chosen: Mapping[str, int | None]) -> None:
        self.text, self.today = text, today
        self.tokens: list[Token] = tokens(text)
        self.lows = [token.low for token in self.tokens]
        self.inside = quoted(self.tokens)
        found = settle(sight(text, self.tokens, names), names, chosen)
        self.mentions: dict[int, Mention] = {one.first: one for one in found}
        self.clocks: dict[int, Clock] = {one.first: one for one in times.times(self.tokens)}
        self.whens: dict[int, When] = {
            one.first: one for one in date_phrases.find(self.tokens) if not self._named(one)
        }
        self.clauses = Splitter(self.tokens, self.inside, self.mentions, self._dated()).clauses()
        self.used = [False] * len(self.tokens)
        self.spans: list[Span] = []
        self.partners: list[Named] = []
        self.speaker: list[Named] = []  # "Ben said" in front of "he'll send it"
        self.before: list[Named] = []  # the people of the clause before

    def _named(self, when: When) -> bool:
        return any(one.first < when.last and when.first < one.last for one in self.mentions.values())

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

    def someone(self, at: int, last: int, *, objects: bool = True) -> Someone | None:
        """The people that stand here, as a list or an object pronoun; not "Ben's", nor "her" in "her book"."""
        people: list[Named] = []
        end = at
        while at < last:
            one = self._one(at, last, objects)
            if one is None:
                break
            people += [named for named in one[1] if named not in people]
            end = at = one[0]
            while at < last and self.lows[at] in one_of("people", "list_links") and at - end < 2:
                at += 1
            if at == end:
                break
        return (end, people) if people else None

    def _one(self, at: int, last: int, objects: bool) -> Someone | None:
        mention = self.mentions.get(at)
        if mention is not None:
            return None if mention.ending else (mention.last, [mention.named])
        if objects and self.lows[at] in one_of("promises", "objects") and not self.owns(at, last):
            pointed = self.point(self.lows[at])
            return (at + 1, pointed) if pointed else None
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

    def point(self, pronoun: str) -> list[Named]:
        """She, he, they: the only partner of the meeting, else the first person of the clause before."""
        if self.speaker and pronoun in one_of("people", "subject_pronouns"):
            return [pointed(one, pronoun) for one in self.speaker]
        if len(self.partners) == 1:
            return [pointed(self.partners[0], pronoun)]
        if self.partners and pronoun == "them":
            return [pointed(one, pronoun) for one in self.partners]
        return [pointed(self.before[0], pronoun)] if self.before else []

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
        while at < last and (self.tokens[at].kind in ("mark", "break", "time") or at in self.clocks):
            at += 1
        return at >= last

    def opening(self, clause: Clause) -> int:
        """The first word that says something: marks, joints and bullets skipped."""
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


def pointed(named: Named, typed: str) -> Named:
    """The same person, reached by a pronoun alone; someone new or unclear stays what they are."""
    if named.person_id is None:
        return named
    return replace(named, typed=typed, status="assumed", candidates=[])


def kinds() -> dict[str, str]:
    """The kind of promise of each verb phrase."""
    found: dict[str, str] = vocabulary.words("promises")["kinds"]
    return found
