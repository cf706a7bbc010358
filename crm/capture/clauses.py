"""Splits a text into sentences and clauses. A clause begins at a new subject, a promise or a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from crm.capture.by_position import ByPosition, next_true_index
from crm.capture.people_in_text import Mention
from crm.capture.subject_lists import SubjectLists
from crm.capture.tokens import Token, phrase_after_be, phrase_at
from crm.capture.vocabulary import one_of, phrases

_OPENING, _CLOSING = "“«", "”»"
_HARD_MARKS = frozenset(";:—–()[]")
_TRAILING_MARKS = frozenset((",", ";", ":", "—", "–", "-", "\n", "(", ")", "[", "]"))
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset(_CLOSING + '")')
_NON_WORDS = frozenset(("mark", "break"))
_MAY_END = _ENDS | _CLOSERS
_AFTER_CONTRACTED_BE = frozenset(
    ("looking", "searching", "into", "passionate", "interested", "keen", "seeking", "in", "on")
)


class ClauseKind(StrEnum):
    NOTE = "note"
    MEETING = "meeting"
    PROMISE = "promise"
    PROMISE_BY_OTHER = "promise_by_other"
    ADVICE = "advice"
    TOPIC = "topic"


class Joint(StrEnum):
    NONE = ""
    COMMA = ","
    AND = "and"
    HARD = "hard"  # a semicolon, colon, dash or bracket
    RELATIVE = "who"


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` to `last` (excluded)."""

    first: int
    last: int
    sentence: int
    joint: Joint
    is_question: bool


def quoted_words(tokens: Sequence[Token]) -> list[bool]:
    """For each word, whether it is inside quotation marks. An unclosed mark quotes nothing."""
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
            begun = max(at, min(filled, closed))  # a nested mark closes with the outer one
            inside[begun:closed] = [True] * (closed - begun)
            filled = max(filled, closed)
        elif token.kind == "break":
            opened = None
    return inside


def _closing_apostrophes(tokens: Sequence[Token]) -> list[int]:
    """For each word, the index after a single-quoted passage that begins there; the word's own index where none does."""
    found, closing = list(range(len(tokens))), 0
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].kind == "break":
            closing = 0
        elif tokens[at].text[-1] in "'’":
            closing = at + 1
        found[at] = closing or at
    return found


def split_sentences(tokens: Sequence[Token], inside: Sequence[bool]) -> list[tuple[int, int]]:
    """Word ranges, closing marks included. A line break ends a sentence too."""
    found, start, has_words = [], 0, False
    for at, token in enumerate(tokens):
        has_words = has_words or token.kind not in _NON_WORDS
        if token.kind == "break" or (
            token.text[-1] in _MAY_END and _ends_sentence(tokens, inside, start, at)
        ):
            if has_words:
                found.append((start, at + 1))
            start, has_words = at + 1, False
    if has_words:
        found.append((start, len(tokens)))
    return found


def _ends_sentence(tokens: Sequence[Token], inside: Sequence[bool], start: int, at: int) -> bool:
    """Whether a sentence that began at `start` ends with this mark or abbreviation."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text in _ENDS and (
        following is None or following.start > token.end or following.kind == "break"
    ):
        return not inside[at]
    if following is None or not following.capital:
        return False
    after_end = token.text in _CLOSERS and at > start and tokens[at - 1].text in _ENDS
    return after_end or _ends_with_full_stop(token)


def _ends_with_full_stop(token: Token) -> bool:
    """Whether the full stop of an abbreviation ("9 a.m.", "etc.") may also end the sentence."""
    return token.text.endswith(".") and (token.kind == "time" or token.low == "etc.")


class ClauseSplitter:
    """`dated` marks words of date phrases, which open no clause: "By Friday, send" is one clause."""

    def __init__(
        self,
        tokens: Sequence[Token],
        inside: Sequence[bool],
        mentions: ByPosition[Mention],
        dated: Sequence[bool],
    ) -> None:
        self._tokens, self._quoted, self._mentions = tokens, inside, mentions
        self._lows = [token.low for token in tokens]
        self._subjects = SubjectLists(tokens, self._lows, mentions)
        leads, nouns = (
            one_of("clauses", "leads"),
            one_of("meetings", "all_nouns") | one_of("meetings", "light"),
        )
        each = list(enumerate(zip(tokens, self._lows, strict=True)))
        self._next_word = next_true_index(
            [not dated[at] and one.kind not in _NON_WORDS and low not in leads for at, (one, low) in each]
        )
        objects = one_of("promises", "objects")
        self._next_person = next_true_index([at in mentions or low in objects for at, (_, low) in each])
        self._next_non_noun = next_true_index(
            [low not in nouns or self._followed_by_with(at) for at, (_, low) in each]
        )

    def _followed_by_with(self, at: int) -> bool:
        """Whether "with" follows the meeting noun: "coffee with"."""
        return self._lows[at] in one_of("meetings", "all_nouns") and self._lows[at + 1 : at + 2] in (
            ["with"],
            ["w/"],
        )

    def clauses(self, ranges: Sequence[tuple[int, int]]) -> list[Clause]:
        found = []
        for number, (first, last) in enumerate(ranges):
            is_question = any(self._lows[at] == "?" for at in range(last - 1, max(first, last - 4) - 1, -1))
            edges = [(first, Joint.NONE), *self._edges(first, last), (last, Joint.NONE)]
            for (start, joint), (end, _) in pairwise(edges):
                found.append(Clause(start, self._trimmed(start, end), number, joint, is_question))
        return [clause for clause in found if clause.last > clause.first]

    def _trimmed(self, first: int, last: int) -> int:
        """The end of the clause without a trailing comma or "and"."""
        while last > first and (
            self._lows[last - 1] in _TRAILING_MARKS or self._lows[last - 1] in one_of("clauses", "joints")
        ):
            last -= 1
        return last

    def _edges(self, first: int, last: int) -> list[tuple[int, Joint]]:
        edges: list[tuple[int, Joint]] = []
        bracketed = False
        at = first + 1
        while at < last:
            start = edges[-1][0] if edges else first
            joint = Joint.NONE if self._quoted[at] and self._quoted[at - 1] else self._joint(at, start, last)
            joint = Joint.NONE if self._lows[at - 1] in ")]" and not bracketed else joint
            aside = self._lows[at - 1] in "([" and not self._opens_clause(at, start, last)
            if joint and not aside and not self._is_empty(start, at) and not self._joins_user(start, at):
                edges.append((at, joint))
                bracketed = self._lows[at - 1] in "(["
            at += 1
        return edges

    def _is_empty(self, first: int, last: int) -> bool:
        """Whether the range holds only dates, marks and filler words: too little for a clause."""
        return self._next_word[first] >= last

    def _joins_user(self, first: int, at: int) -> bool:
        """ "Ana and I had lunch" is one clause."""
        return (
            self._lows[at] == "i"
            and self._lows[at - 1] in ("and", "&")
            and self._subjects.is_list_up_to(first, at)
        )

    def _joint(self, at: int, start: int, last: int) -> Joint:
        before = self._lows[at - 1]
        if before in _HARD_MARKS or (before == "-" and self._is_spaced_dash(at - 1)):
            advice = before == ":" and "advice" in (
                *self._lows[start : min(start + 2, at)],
                self._lows[at - 2],
            )
            return Joint.NONE if advice else Joint.HARD
        if self._lows[at] in one_of("clauses", "relatives") and self._follows_name(at):
            is_relative = self._is_predicate(at + (self._lows[at] == "who")) or self._lows[at] != "who"
            return Joint.RELATIVE if is_relative else Joint.NONE
        if before in one_of("clauses", "joints") or before == ",":
            comma = before == "," or (at - 2 >= start and self._lows[at - 2] == ",")
            if before == "also" and not (comma or self._lows[at - 2] in ("and", "but")):
                return Joint.NONE
            joint = Joint.COMMA if comma else Joint.AND
            return joint if self._opens_clause(at, start, last) else Joint.NONE
        return Joint.COMMA if self._is_unmarked_subject(at, before) else Joint.NONE

    def _is_spaced_dash(self, at: int) -> bool:
        around = self._tokens[at - 1 : at + 2]
        return len(around) == 3 and around[0].end < around[1].start and around[1].end < around[2].start

    def _follows_name(self, at: int) -> bool:
        back = at - 1 if self._lows[at - 1] == "," else at
        return self._mentions.ending_at(back) is not None

    def _is_unmarked_subject(self, at: int, before: str) -> bool:
        """ "Coffee with Ana she'll check": a contraction opens a clause even without a comma."""
        if self._lows[at] in one_of("clauses", "reported") and self._is_reported(at):
            return True
        will = self._lows[at] in ("i'll", "she'll", "he'll", "they'll")
        return (
            will
            and before not in one_of("clauses", "subordinators")
            and before not in one_of("promises", "promised_links")
        )

    def _is_reported(self, at: int) -> bool:
        """Whether reported speech begins here: "She said she's into clay"."""
        return any(
            tuple(self._lows[at - size : at]) in phrases("promises", "told")
            for size in range(1, min(4, at + 1))
        )

    def _opens_clause(self, at: int, start: int, last: int) -> bool:
        low = self._lows[at]
        if low in one_of("clauses", "subjects") or low in ("promised", "owe"):
            return True
        mention = self._mentions.get(at)
        if mention is not None and start < at and self._subjects.is_list_up_to(start, at):
            return False  # "Ana and Ben are looking for a printer": the list is the subject
        if mention is not None:
            return (
                mention.ending == "'ll" or self._is_predicate(mention.last) or self._is_contracted_be(mention)
            )
        if phrase_at(self._lows, at, phrases("topics", "bare")) is not None or self._continues_topics(at):
            return True
        if phrase_at(self._lows, at, phrases("clauses", "unsaid")) is not None:
            return True
        return self._is_promise_imperative(at, last) or self._opens_meeting(at)

    def _continues_topics(self, at: int) -> bool:
        """Whether another topic of the same person begins: "... and is into sourdough"."""
        if self._lows[at] not in one_of("topics", "onward"):
            return False
        topic_phrases, length = phrases("topics", "phrases"), len(self._lows)
        if self._lows[at] in one_of("topics", "be"):
            return phrase_after_be(self._lows, at + 1, topic_phrases, length) is not None
        return phrase_at(self._lows, at, topic_phrases) is not None

    def _is_contracted_be(self, mention: Mention) -> bool:
        return (
            mention.possessive
            and self._lows[mention.last : mention.last + 1] != []
            and self._lows[mention.last] in _AFTER_CONTRACTED_BE
        )

    def _is_predicate(self, at: int) -> bool:
        return at < len(self._lows) and self._lows[at] in one_of("clauses", "predicates")

    def _is_promise_imperative(self, at: int, last: int) -> bool:
        """A promise verb followed by a person: directly, or anywhere later for verbs that take an object."""
        verb = phrase_at(self._lows, at, phrases("promises", "all_verbs"))
        if verb is None:
            return False
        start = at + verb.length
        direct = start in self._mentions or (
            start < last and self._lows[start] in one_of("promises", "spoken_to")
        )
        if verb.value in ("face", "phrase", "ask", "write"):
            return direct
        return direct or (start < last and self._next_person[start] < last)

    def _opens_meeting(self, at: int) -> bool:
        for table in ("self", "coming"):
            verb = phrase_at(self._lows, at, phrases("meetings", table))
            if verb is not None and at + verb.length in self._mentions:
                return True
        noun = self._next_non_noun[at]
        return noun < len(self._lows) and self._followed_by_with(noun) and noun + 2 in self._mentions
