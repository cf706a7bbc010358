"""Sentences and the clauses in them: where a new subject, a promise or a meeting begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crm.capture.people import Mention
from crm.capture.vocabulary import one_of, phrases
from crm.capture.words import Token, phrase_at

_OPENING, _CLOSING = "“«", "”»"
_HARD = frozenset(";:—–()[]")
_LEADING_ON = frozenset((",", ";", ":", "—", "–", "-", "\n", "(", ")", "[", "]"))
_ENDS = frozenset(".!?…")
_BE = frozenset(("looking", "searching", "into", "passionate", "interested", "keen", "seeking", "in", "on"))


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` to `last` (excluded). `joint` is what stands before it: "" at the start, "," "and" or "hard"."""

    first: int
    last: int
    sentence: int
    joint: str
    asks: bool  # part of a question


def quoted(tokens: Sequence[Token]) -> list[bool]:
    """Which words stand between quotation marks; a mark that is never closed quotes nothing."""
    inside = [False] * len(tokens)
    opened: int | None = None
    for at, token in enumerate(tokens):
        if token.text in _CLOSING or (token.text == '"' and opened is not None):
            if opened is not None:
                inside[opened : at + 1] = [True] * (at + 1 - opened)
            opened = None
        elif token.text in _OPENING or token.text == '"':
            opened = at
        elif token.text in "'‘" and at + 1 < len(tokens) and tokens[at + 1].start == token.end:
            closed = _closing_apostrophe(tokens, at + 1)
            inside[at:closed] = [True] * (closed - at)
        elif token.kind == "break":
            opened = None
    return inside


def _closing_apostrophe(tokens: Sequence[Token], first: int) -> int:
    """The index after the word or mark that ends a quotation in single marks; `first` where none does."""
    for at in range(first, len(tokens)):
        if tokens[at].kind == "break":
            break
        if tokens[at].text[-1] in "'’":
            return at + 1
    return first


def sentences(tokens: Sequence[Token], inside: Sequence[bool]) -> list[tuple[int, int]]:
    """Ranges of words, the closing marks included; a new line ends a sentence too."""
    found, start = [], 0
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        closes = token.text in _ENDS and (
            following is None or following.start > token.end or following.kind == "break"
        )
        closes = closes or (
            token.text in _CLOSING + '"' + ")"
            and at > start
            and tokens[at - 1].text in _ENDS
            and following is not None
            and following.capital
        )
        closes = closes or (_stops_too(token) and following is not None and following.capital)
        ends = token.kind == "break" or (closes and not (inside[at] and token.text in _ENDS))
        if ends:
            found.append((start, at + 1))
            start = at + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return [
        each for each in found if any(token.kind not in ("mark", "break") for token in tokens[slice(*each)])
    ]


def _stops_too(token: Token) -> bool:
    """ "at 9 a.m." and "etc." keep their full stop, which may end the sentence as well."""
    return token.text.endswith(".") and (token.kind == "time" or token.low == "etc.")


class Splitter:
    """`dated` marks the words of date phrases: "By Friday, send" is one clause."""

    def __init__(
        self,
        tokens: Sequence[Token],
        inside: Sequence[bool],
        mentions: Mapping[int, Mention],
        dated: Sequence[bool],
    ) -> None:
        self._tokens, self._inside, self._mentions, self._dated = tokens, inside, mentions, dated
        self._lows = [token.low for token in tokens]

    def clauses(self) -> list[Clause]:
        found = []
        for number, (first, last) in enumerate(sentences(self._tokens, self._inside)):
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
        return all(
            self._dated[at]
            or self._tokens[at].kind in ("mark", "break")
            or self._lows[at] in one_of("clauses", "leads")
            for at in range(first, last)
        )

    def _and_i(self, first: int, at: int) -> bool:
        """ "Ana and I had lunch" is one clause."""
        return (
            self._lows[at] == "i" and self._lows[at - 1] in ("and", "&") and self._subject_goes_on(at, first)
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
        return any(mention.last == back for mention in self._mentions.values())

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
        if mention is not None and self._subject_goes_on(at, start):
            return False
        if mention is not None:
            return mention.ending == "'ll" or self._predicate(mention.last) or self._contracted(mention)
        if phrase_at(self._lows, at, phrases("topics", "bare")) is not None or self._onward(at):
            return True
        if phrase_at(self._lows, at, phrases("clauses", "unsaid")) is not None:
            return True
        return self._imperative(at, last) or self._meeting(at)

    def _subject_goes_on(self, at: int, start: int) -> bool:
        """ "Ana and Ben are looking for a printer": the list is the subject, if the clause begins with it."""
        begins = start
        while begins < at and self._tokens[begins].kind in ("mark", "break"):
            begins += 1
        while begins < at and begins in self._mentions:
            begins = self._mentions[begins].last
            while begins < at and self._lows[begins] in one_of("people", "list_links"):
                begins += 1
        return begins == at and start < at

    def _onward(self, at: int) -> bool:
        """ "... and is into sourdough": the same person, another topic."""
        if self._lows[at] not in one_of("topics", "onward"):
            return False
        be = self._lows[at] in one_of("topics", "be")
        rest = ["be", *self._lows[at + 1 :]] if be else self._lows[at:]
        return phrase_at(rest, 0, phrases("topics", "phrases")) is not None

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
        around = range(start, last)
        return direct or any(
            place in self._mentions or self._lows[place] in one_of("promises", "objects") for place in around
        )

    def _meeting(self, at: int) -> bool:
        for table in ("self", "coming"):
            verb = phrase_at(self._lows, at, phrases("meetings", table))
            if verb is not None and at + verb[0] in self._mentions:
                return True
        nouns = at
        while nouns < len(self._lows) and (
            self._lows[nouns] in one_of("meetings", "all_nouns")
            or self._lows[nouns] in one_of("meetings", "light")
        ):
            if self._lows[nouns] in one_of("meetings", "all_nouns") and self._lows[nouns + 1 : nouns + 2] in (
                ["with"],
                ["w/"],
            ):
                return nouns + 2 in self._mentions
            nouns += 1
        return False
