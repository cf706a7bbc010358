"""Sentences and the clauses in them: where a new subject, a promise or a meeting begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crm.capture.by_position import ByPosition, next_true_index
from crm.capture.people_in_text import Mention
from crm.capture.subject_lists import SubjectLists
from crm.capture.tokens import Token, phrase_after_be, phrase_at
from crm.capture.vocabulary import one_of, phrases

_OPENING, _CLOSING = "“«", "”»"
_HARD = frozenset(";:—–()[]")
_LEADING_ON = frozenset((",", ";", ":", "—", "–", "-", "\n", "(", ")", "[", "]"))
_ENDS = frozenset(".!?…")
_AROUND = frozenset(_CLOSING + '")')
_SILENT = frozenset(("mark", "break"))
_MAY_CLOSE = _ENDS | _AROUND
_BE = frozenset(("looking", "searching", "into", "passionate", "interested", "keen", "seeking", "in", "on"))


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` to `last` (excluded). `joint` is what stands before it: "" at the start, "," "and" or "hard"."""

    first: int
    last: int
    sentence: int
    joint: str
    asks: bool  # part of a question


def quoted_words(tokens: Sequence[Token]) -> list[bool]:
    """Which words stand between quotation marks; a mark that is never closed quotes nothing."""
    inside = [False] * len(tokens)
    opened: int | None = None
    closings, filled = _closing_apostrophes(tokens), 0
    for at, token in enumerate(tokens):
        if token.text in _CLOSING or (token.text == '"' and opened is not None):
            if opened is not None:
                inside[opened : at + 1] = [True] * (at + 1 - opened)
            opened = None
        elif token.text in _OPENING or token.text == '"':
            opened = at
        elif token.text in "'‘" and at + 1 < len(tokens) and tokens[at + 1].start == token.end:
            closed = closings[at + 1]
            begun = max(at, min(filled, closed))  # a mark inside a quotation closes with it
            inside[begun:closed] = [True] * (closed - begun)
            filled = max(filled, closed)
        elif token.kind == "break":
            opened = None
    return inside


def _closing_apostrophes(tokens: Sequence[Token]) -> list[int]:
    """For each word, where a quotation in single marks that begins with it ends: the index after; its own where nowhere."""
    found, closing = list(range(len(tokens))), 0
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].kind == "break":
            closing = 0
        elif tokens[at].text[-1] in "'’":
            closing = at + 1
        found[at] = closing or at
    return found


def split_sentences(tokens: Sequence[Token], inside: Sequence[bool]) -> list[tuple[int, int]]:
    """Ranges of words, the closing marks included; a new line ends a sentence too."""
    found, start, says = [], 0, False
    for at, token in enumerate(tokens):
        says = says or token.kind not in _SILENT
        if token.kind == "break" or (token.text[-1] in _MAY_CLOSE and _closes(tokens, inside, start, at)):
            if says:
                found.append((start, at + 1))
            start, says = at + 1, False
    if says:
        found.append((start, len(tokens)))
    return found


def _closes(tokens: Sequence[Token], inside: Sequence[bool], start: int, at: int) -> bool:
    """Whether a sentence that began at `start` ends with this mark or abbreviation."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text in _ENDS and (
        following is None or following.start > token.end or following.kind == "break"
    ):
        return not inside[at]
    if following is None or not following.capital:
        return False
    after_end = token.text in _AROUND and at > start and tokens[at - 1].text in _ENDS
    return after_end or _stops_too(token)


def _stops_too(token: Token) -> bool:
    """ "at 9 a.m." and "etc." keep their full stop, which may end the sentence as well."""
    return token.text.endswith(".") and (token.kind == "time" or token.low == "etc.")


class ClauseSplitter:
    """`dated` marks the words of date phrases: "By Friday, send" is one clause."""

    def __init__(
        self,
        tokens: Sequence[Token],
        inside: Sequence[bool],
        mentions: ByPosition[Mention],
        dated: Sequence[bool],
    ) -> None:
        self._tokens, self._inside, self._mentions = tokens, inside, mentions
        self._lows = [token.low for token in tokens]
        self._subjects = SubjectLists(tokens, self._lows, mentions)
        leads, nouns = (
            one_of("clauses", "leads"),
            one_of("meetings", "all_nouns") | one_of("meetings", "light"),
        )
        each = list(enumerate(zip(tokens, self._lows, strict=True)))
        self._next_word = next_true_index(
            [not dated[at] and one.kind not in _SILENT and low not in leads for at, (one, low) in each]
        )
        objects = one_of("promises", "objects")
        self._next_someone = next_true_index([at in mentions or low in objects for at, (_, low) in each])
        self._next_past_nouns = next_true_index([low not in nouns or self._with(at) for at, (_, low) in each])

    def _with(self, at: int) -> bool:
        """ "coffee with"."""
        return self._lows[at] in one_of("meetings", "all_nouns") and self._lows[at + 1 : at + 2] in (
            ["with"],
            ["w/"],
        )

    def clauses(self, ranges: Sequence[tuple[int, int]]) -> list[Clause]:
        found = []
        for number, (first, last) in enumerate(ranges):
            asks = any(self._lows[at] == "?" for at in range(last - 1, max(first, last - 4) - 1, -1))
            edges = [(first, ""), *self._edges(first, last), (last, "")]
            for (start, joint), (end, _) in pairwise(edges):
                found.append(Clause(start, self._trimmed(start, end), number, joint, asks))
        return [clause for clause in found if clause.last > clause.first]

    def _trimmed(self, first: int, last: int) -> int:
        """Without the comma or "and" that leads on to the next clause."""
        while last > first and (
            self._lows[last - 1] in _LEADING_ON or self._lows[last - 1] in one_of("clauses", "joints")
        ):
            last -= 1
        return last

    def _edges(self, first: int, last: int) -> list[tuple[int, str]]:
        edges: list[tuple[int, str]] = []
        bracketed = False
        at = first + 1
        while at < last:
            start = edges[-1][0] if edges else first
            joint = "" if self._inside[at] and self._inside[at - 1] else self._joint(at, start, last)
            joint = "" if self._lows[at - 1] in ")]" and not bracketed else joint
            aside = self._lows[at - 1] in "([" and not self._opens(at, start, last)
            if joint and not aside and not self._empty(start, at) and not self._and_i(start, at):
                edges.append((at, joint))
                bracketed = self._lows[at - 1] in "(["
            at += 1
        return edges

    def _empty(self, first: int, last: int) -> bool:
        """Only a date, marks and little words: too little for a clause."""
        return self._next_word[first] >= last

    def _and_i(self, first: int, at: int) -> bool:
        """ "Ana and I had lunch" is one clause."""
        return (
            self._lows[at] == "i" and self._lows[at - 1] in ("and", "&") and self._subjects.reach(first, at)
        )

    def _joint(self, at: int, start: int, last: int) -> str:
        before = self._lows[at - 1]
        if before in _HARD or (before == "-" and self._lone_dash(at - 1)):
            advice = before == ":" and "advice" in (
                *self._lows[start : min(start + 2, at)],
                self._lows[at - 2],
            )
            return "" if advice else "hard"
        if self._lows[at] in one_of("clauses", "relatives") and self._after_mention(at):
            return "who" if self._predicate(at + (self._lows[at] == "who")) or self._lows[at] != "who" else ""
        if before in one_of("clauses", "joints") or before == ",":
            comma = before == "," or (at - 2 >= start and self._lows[at - 2] == ",")
            if before == "also" and not (comma or self._lows[at - 2] in ("and", "but")):
                return ""
            return ("," if comma else "and") if self._opens(at, start, last) else ""
        return "," if self._bare_subject(at, before) else ""

    def _lone_dash(self, at: int) -> bool:
        around = self._tokens[at - 1 : at + 2]
        return len(around) == 3 and around[0].end < around[1].start and around[1].end < around[2].start

    def _after_mention(self, at: int) -> bool:
        back = at - 1 if self._lows[at - 1] == "," else at
        return self._mentions.ending_at(back) is not None

    def _bare_subject(self, at: int, before: str) -> bool:
        """ "Coffee with Ana she'll check": a contraction opens a clause even without a comma."""
        if self._lows[at] in one_of("clauses", "reported") and self._told(at):
            return True
        will = self._lows[at] in ("i'll", "she'll", "he'll", "they'll")
        return (
            will
            and before not in one_of("clauses", "subordinators")
            and before not in one_of("promises", "promised_links")
        )

    def _told(self, at: int) -> bool:
        """ "She said she's into clay": what is reported opens a clause of its own."""
        return any(
            tuple(self._lows[at - size : at]) in phrases("promises", "told")
            for size in range(1, min(4, at + 1))
        )

    def _opens(self, at: int, start: int, last: int) -> bool:
        low = self._lows[at]
        if low in one_of("clauses", "subjects") or low in ("promised", "owe"):
            return True
        mention = self._mentions.get(at)
        if mention is not None and start < at and self._subjects.reach(start, at):
            return False  # "Ana and Ben are looking for a printer": the list is the subject
        if mention is not None:
            return mention.ending == "'ll" or self._predicate(mention.last) or self._contracted(mention)
        if phrase_at(self._lows, at, phrases("topics", "bare")) is not None or self._onward(at):
            return True
        if phrase_at(self._lows, at, phrases("clauses", "unsaid")) is not None:
            return True
        return self._imperative(at, last) or self._meeting(at)

    def _onward(self, at: int) -> bool:
        """ "... and is into sourdough": the same person, another topic."""
        if self._lows[at] not in one_of("topics", "onward"):
            return False
        said, last = phrases("topics", "phrases"), len(self._lows)
        if self._lows[at] in one_of("topics", "be"):
            return phrase_after_be(self._lows, at + 1, said, last) is not None
        return phrase_at(self._lows, at, said) is not None

    def _contracted(self, mention: Mention) -> bool:
        return (
            mention.possessive
            and self._lows[mention.last : mention.last + 1] != []
            and self._lows[mention.last] in _BE
        )

    def _predicate(self, at: int) -> bool:
        return at < len(self._lows) and self._lows[at] in one_of("clauses", "predicates")

    def _imperative(self, at: int, last: int) -> bool:
        """A verb of promises with someone after it: at once, or anywhere in the rest for verbs that take a thing."""
        verb = phrase_at(self._lows, at, phrases("promises", "all_verbs"))
        if verb is None:
            return False
        start = at + verb[0]
        direct = start in self._mentions or (
            start < last and self._lows[start] in one_of("promises", "spoken_to")
        )
        if verb[1] in ("face", "phrase", "ask", "write"):
            return direct
        return direct or (start < last and self._next_someone[start] < last)

    def _meeting(self, at: int) -> bool:
        for table in ("self", "coming"):
            verb = phrase_at(self._lows, at, phrases("meetings", table))
            if verb is not None and at + verb[0] in self._mentions:
                return True
        noun = self._next_past_nouns[at]
        return noun < len(self._lows) and self._with(noun) and noun + 2 in self._mentions
