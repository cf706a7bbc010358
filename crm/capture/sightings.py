"""Where a text names someone: names of the book, and new ones only where a person must stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.names import KnownName, Names, key_of
from crm.capture.numbered import numbered_at
from crm.capture.vocabulary import one_of, phrases, words
from crm.capture.words import Token

_FUNCTION = (
    one_of("clauses", "subjects") | one_of("clauses", "subordinators") | one_of("clauses", "joints")
    | one_of("promises", "determiners") | one_of("clauses", "negations") | one_of("people", "function_words")
)  # fmt: skip
_PAIR_VERBS = frozenset(
    tuple(verb.split())
    for entry in words("promises")["verbs"]
    if entry["pattern"] == "pair"
    for verb in entry["verbs"]
)
_VERBS = frozenset(tuple(verb.split()) for entry in words("promises")["verbs"] for verb in entry["verbs"])
_MET = frozenset(phrases("meetings", "self")) | frozenset(phrases("meetings", "coming"))
_LAST_WORDS = frozenset(phrase[-1] for phrase in _VERBS | _MET)
_LINKS = one_of("people", "list_links")
_INTRODUCED_WITHIN = 6  # words from the verb to the name
_MOST_WORDS = 8  # a name is no longer; what goes on is a heading or a slip


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at words `first` to `last` (excluded); `whole` if it is more than a first name; ids that fit."""

    first: int
    last: int
    typed: str
    bare: str  # without a title
    key: str
    whole: bool
    ids: tuple[int, ...]
    ending: str  # what hangs on the last word: 's, 'll or nothing
    slot: str = ""  # strong | pair | weak | "": how surely a person stands here


def sight(text: str, tokens: Sequence[Token], names: Names) -> list[Sighting]:
    """Read once more if someone new was seen, who may be named again by the first name alone."""
    found = _Scan(text, tokens, names, Names()).everyone()
    new = [one for one in found if not one.ids]
    return _Scan(text, tokens, names, _as_names(new)).everyone() if new else found


def _as_names(new: Sequence[Sighting]) -> Names:
    """One for each name; "Ana" alone is whoever is called Ana in full."""
    bare = {one.key: one.bare for one in new if one.whole}
    given = {key.split(" ")[0] for key in bare}
    bare |= {one.key: one.bare for one in new if not one.whole and one.key not in given}
    return Names(KnownName(number, name, name.split()[0]) for number, name in enumerate(bare.values()))


class _Scan:
    def __init__(self, text: str, tokens: Sequence[Token], names: Names, new: Names) -> None:
        self._text, self._tokens, self._names, self._new = text, tokens, names, new
        self._found: list[Sighting] = []
        self._lows = [token.low for token in tokens]
        self._keys = [key_of(token.base) if token.kind == "word" else "" for token in tokens]

    def everyone(self) -> list[Sighting]:
        at = 0
        while at < len(self._tokens):
            sighting = self._at(at) if self._tokens[at].kind == "word" else None
            if sighting is not None:
                self._found.append(sighting)
            at = sighting.last if sighting else at + 1
        return self._found

    def _at(self, at: int) -> Sighting | None:
        start = at + 1 if self._keys[at] in one_of("people", "titles") and at + 1 < len(self._tokens) else at
        if start > at and not self._near(start):
            return None
        whole = self._book(start, whole=True)
        if whole is not None:
            return self._sighting(at, *whole, whole=True, slot=self._slot(at))
        slot = self._slot(at) or ("weak" if start > at else "")
        return (
            self._run(at, start, slot)
            or self._first(at, start, slot)
            or self._again(at, start, slot)
            or self._lone(at, start, slot)
        )

    def _book(self, at: int, whole: bool) -> tuple[int, tuple[int, ...]] | None:
        return self._longest(self._names, at, whole)

    def _longest(self, names: Names, at: int, whole: bool) -> tuple[int, tuple[int, ...]] | None:
        """The longest of these names that begins here: the index after it, and who has it."""
        first = self._keys[at].split(" ")[0]
        letters = names.numbered(first) if whole else 0
        if letters and (numbered := numbered_at(self._text, self._tokens, at, names, letters)):
            return numbered
        longest = names.longest(first)
        for last in range(self._reach(at, longest), at, -1):
            key = " ".join(self._keys[at:last])
            ids = names.full(key) if " " in key else []
            if not whole:
                ids = [*names.full(key), *names.first(key)]
            if ids:
                return last, tuple(ids)
        return None

    def _reach(self, at: int, most: int) -> int:
        last = at + 1
        while (
            last < min(at + most, len(self._tokens))
            and self._near(last)
            and not self._tokens[last - 1].possessive
        ):
            last += 1
        return last if most else at

    def _near(self, at: int) -> bool:
        """Whether only blanks stand between this word and the one before."""
        before = self._tokens[at - 1]
        return (
            self._tokens[at].kind == "word"
            and self._text[before.end : self._tokens[at].start].strip(" \u00a0") == ""
        )

    def _run(self, at: int, start: int, slot: str) -> Sighting | None:
        """Two capitalised words or more where a person must stand, or after a first name the book knows."""
        last = self._run_end(start)
        if last - start < 2 or not self._may_name(start, slot):
            return None
        wordlike = self._tokens[start].base in one_of("people", "words_too")
        given = bool(self._names.first(self._keys[start])) and not (wordlike and self._opens(start))
        if not slot and not given and not self._personal(last):
            return None
        return self._sighting(at, last, (), whole=True, slot=slot)

    def _run_end(self, start: int) -> int:
        if not self._tokens[start].capital:
            return start
        last = end = start + 1
        most = min(start + _MOST_WORDS, len(self._tokens))
        while end < most and self._near(end) and not self._tokens[end - 1].possessive:
            if self._keys[end] in one_of("people", "particles") and self._lows[end] not in (
                "do",
                "st",
                "y",
                "el",
            ):
                end += 1
            elif self._tokens[end].capital and self._may_follow(end):
                end += 1
                last = end
            else:
                break
        return last

    def _may_follow(self, at: int) -> bool:
        if self._lows[at] in one_of("people", "not_names") or self._tokens[at].base in one_of(
            "people", "not_names"
        ):
            return False
        if self._tokens[at].possessive and self._names.first(self._keys[at]):
            return False
        return self._book(at, whole=True) is None

    def _may_name(self, at: int, slot: str) -> bool:
        low = self._lows[at]
        if low in one_of("people", "not_names") or low in _FUNCTION:
            return bool(slot) and bool(self._names.first(self._keys[at])) and self._tokens[at].capital
        return True

    def _first(self, at: int, start: int, slot: str) -> Sighting | None:
        """A first name or nickname of the book, or someone's only name."""
        found = self._book(start, whole=False)
        if found is None or not self._fits(start, slot):
            return None
        last, ids = found
        return self._sighting(at, last, ids, whole=False, slot=slot)

    def _fits(self, at: int, slot: str) -> bool:
        token, low = self._tokens[at], self._tokens[at].base
        if self._place(at) and not token.possessive:
            return False
        if low in _FUNCTION:
            return token.capital and slot == "strong"
        wordlike = low in one_of("people", "words_too") or low in one_of("people", "not_names")
        if wordlike:
            return slot in ("strong", "pair") or (
                token.capital and (slot == "weak" or not self._opens(at) or self._predicate(at + 1))
            )
        return token.capital or bool(slot) or (self._opens(at) and self._predicate(at + 1))

    def _again(self, at: int, start: int, slot: str) -> Sighting | None:
        """Someone new once more: in full, or by the first name only one of those new in this text has."""
        found = self._longest(self._new, start, whole=False)
        if found is None or len(set(found[1])) > 1 or found[0] != self._run_end(start):
            return None
        last = found[0]
        if last - start == 1 and not (self._may_name(start, slot) and self._fits(start, slot)):
            return None
        return self._sighting(at, last, (), whole=last - start > 1, slot=slot)

    def _lone(self, at: int, start: int, slot: str) -> Sighting | None:
        """A new first name alone: only after "with" or "met", or as a side of an introduction."""
        token = self._tokens[start]
        titled = start > at
        if slot not in ("strong", "pair") and not titled:
            return None
        plain = token.capital and len(token.base) > 1 and not token.possessive
        shouted = token.text.isupper() and len(token.base) > 1
        if not plain or shouted or token.base in _FUNCTION or token.base in one_of("people", "not_names"):
            return None
        return self._sighting(at, start + 1, (), whole=False, slot=slot)

    def _sighting(self, at: int, last: int, ids: Sequence[int], *, whole: bool, slot: str) -> Sighting:
        named = at + 1 if self._keys[at] in one_of("people", "titles") and last > at + 1 else at
        ending = self._tokens[last - 1].ending
        typed = self._text[self._tokens[at].start : self._tokens[last - 1].end - len(ending)]
        bare = self._text[self._tokens[named].start : self._tokens[last - 1].end - len(ending)]
        words = self._keys[named:last]
        key = " ".join(words) if all(words) else key_of(bare)  # a figure has no key of its own
        return Sighting(at, last, typed, bare, key, whole, tuple(ids), ending.replace("’", "'"), slot)

    def _opens(self, at: int) -> bool:
        before = self._tokens[at - 1]
        return at == 0 or (before.kind in ("mark", "break") and before.text not in ",&+")

    def _place(self, at: int) -> bool:
        return at > 0 and self._lows[at - 1] in ("at", "in")

    def _predicate(self, at: int) -> bool:
        return at < len(self._lows) and self._lows[at] in one_of("clauses", "predicates")

    def _personal(self, at: int) -> bool:
        return at < len(self._lows) and self._lows[at] in one_of("clauses", "personal")

    def _slot(self, at: int) -> str:
        if at == 0:
            return ""
        before = self._lows[at - 1]
        if before in one_of("people", "partner_words"):
            return "pair" if self._in_pair(at - 1) else "strong"
        previous = self._found[-1] if self._found else None
        if previous is not None and previous.slot and not previous.ending:
            between = self._lows[previous.last : at] if at - previous.last <= 2 else []
            if between and all(low in _LINKS for low in between) and self._listed(at, between):
                return previous.slot
            if previous.slot == "pair" and between in (["to"], ["with"], ["<", ">"], ["-"], ["/"]):
                return "pair"
        if self._ends_verb(at, _PAIR_VERBS) or (
            before in ("between", "to", "for", "of") and self._ends_verb(at - 1, _PAIR_VERBS)
        ):
            return "pair"
        promised = before in one_of("promises", "spoken_of") and not self._tokens[at].capital
        weak = promised or self._ends_verb(at, _VERBS) or self._ends_verb(at, _MET) or self._recipient(at)
        return "weak" if weak else ""

    def _in_pair(self, at: int) -> bool:
        previous = self._found[-1] if self._found else None
        return previous is not None and previous.slot == "pair" and previous.last == at

    def _listed(self, at: int, between: list[str]) -> bool:
        """After a bare comma a new word is only taken as a name where the list goes on."""
        if between != [","] or self._names.longest(self._keys[at].split(" ")[0]):
            return True
        after = self._run_end(at) if self._tokens[at].capital else at + 1
        return self._lows[after : after + 1] != [] and self._lows[after] in _LINKS

    def _recipient(self, at: int) -> bool:
        before, relations = self._lows[at - 1], one_of("people", "relations")
        if before in relations or (before == "of" and at > 1 and self._lows[at - 2] in relations):
            return True
        if self._introduced(at):
            return True
        if self._lows[at - 1] not in ("to", "for", "from"):
            return False
        start = at - 1
        while start > 0 and self._lows[start - 1] not in (".", "!", "?", ";", "\n"):
            start -= 1
        return any(self._lows[place] in one_of("people", "recipient_verbs") for place in range(start, at - 1))

    def _introduced(self, at: int) -> bool:
        """Right after the verb, or after "to" with nothing but who was introduced between them."""
        first = max(0, at - _INTRODUCED_WITHIN) if self._lows[at - 1] == "to" else at - 1
        verbs = [place for place in range(first, at) if self._lows[place] in one_of("people", "introduced")]
        return bool(verbs) and all(self._near(place) for place in range(verbs[-1] + 1, at))

    def _ends_verb(self, at: int, verbs: frozenset[tuple[str, ...]]) -> bool:
        if self._lows[at - 1] not in _LAST_WORDS:
            return False
        return any(tuple(self._lows[at - size : at]) in verbs for size in range(1, min(6, at) + 1))
