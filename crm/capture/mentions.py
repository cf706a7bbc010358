"""Where a text names someone: names of the book, and new ones only where a person must stand."""

from collections.abc import Sequence

from crm.capture.calendar_names import CalendarNames
from crm.capture.mention import NameMatch, index_of_new_names, keys_of
from crm.capture.names import Names, key_of
from crm.capture.names_with_digits import name_with_digits_at
from crm.capture.recipients import follows_giving_verb
from crm.capture.titled_names import skip_titles, with_family_name
from crm.capture.tokens import Token
from crm.capture.verb_ends import MEETING_VERBS, PAIR_VERBS, PROMISE_VERBS, verb_ends_before
from crm.capture.vocabulary import one_of
from crm.text.name_titles import TITLES

_FUNCTION = (
    one_of("clauses", "subjects") | one_of("clauses", "subordinators") | one_of("clauses", "joints")
    | one_of("promises", "determiners") | one_of("clauses", "negations") | one_of("people", "function_words")
) - one_of("people", "words_too")  # fmt: skip
_LINKS = one_of("people", "list_links")
_PARTICLES = one_of("people", "particles") - {"do", "st", "y", "el"}
_INTRODUCED_WITHIN = 6  # words from the verb to the name
_MOST_OF_FAMILY = 4  # words: van den Berg
_MOST_WORDS = 8  # a name is no longer; what goes on is a heading or a slip


def find_names(text: str, tokens: Sequence[Token], names: Names) -> list[NameMatch]:
    """Read once more if someone new was seen, who may be named again by the first name alone."""
    scan = _Scan(text, tokens, names)
    found = scan.everyone(Names())
    new = [one for one in found if not one.ids]
    return scan.everyone(index_of_new_names(new)) if new else found


class _Scan:
    def __init__(self, text: str, tokens: Sequence[Token], names: Names) -> None:
        self._text, self._tokens, self._names, self._new = text, tokens, names, Names()
        self._found: list[NameMatch] = []
        self._lows = [token.low for token in tokens]
        self._keys = keys_of(tokens)
        self._given = follows_giving_verb(self._lows)
        self._calendar = CalendarNames(tokens, self._lows)
        self._follows: dict[int, bool] = {}  # whether a word may go on with a name: asked for up to eight

    def everyone(self, new: Names) -> list[NameMatch]:
        """`new` are those that were seen and are not in the book."""
        self._new, self._found = new, []
        at = 0
        while at < len(self._tokens):
            sighting = self._at(at) if self._may_begin(at) else None
            if sighting is not None:
                self._found.append(sighting)
            at = sighting.last if sighting else at + 1
        return self._found

    def _may_begin(self, at: int) -> bool:
        """Most words begin no name: neither in capitals, nor a title, nor what a name of anybody begins with."""
        token, key = self._tokens[at], self._keys[at]
        if token.kind != "word" or token.capital or key in TITLES:
            return token.kind == "word"
        first = key.partition(" ")[0]
        return bool(self._names.longest(first) or self._new.longest(first) or self._names.numbered(first))

    def _at(self, at: int) -> NameMatch | None:
        start = skip_titles(self._keys, at, self._near)
        if start == at and self._keys[at] in TITLES and at + 1 < len(self._tokens):
            return None  # what it is the title of stands apart
        whole = self._book(start, whole=True)
        if whole is not None:
            return self._sighting(at, *whole, whole=True, slot=self._slot(at))
        slot = self._slot(at) or ("weak" if start > at else "")
        return (
            (self._titled(at, start, slot) if start > at else None)
            or self._run(at, start, slot)
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
        if letters and (numbered := name_with_digits_at(self._text, self._tokens, at, names, letters)):
            return numbered
        longest = names.longest(first)
        for last in range(self._reach(at, longest), at, -1):
            key = " ".join(self._keys[at:last])
            ids = names.full(key) if " " in key else ()
            if not whole:
                ids = names.either(key)
            if ids:
                return last, ids
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

    def _run(self, at: int, start: int, slot: str) -> NameMatch | None:
        """Two capitalised words or more where a person must stand, or after a first name the book knows."""
        last = self._run_end(start)
        if last - start < 2 or not self._begins_name(start, last, slot):
            return None
        wordlike = self._tokens[start].base in one_of("people", "words_too")
        given = bool(self._names.first(self._keys[start])) and not (wordlike and self._opens(start))
        if not slot and not (given and not self._calendar.has(start)) and not self._personal(last):
            return None
        return self._sighting(at, last, (), whole=True, slot=slot)

    def _begins_name(self, at: int, last: int, slot: str) -> bool:
        if not self._names.first(self._keys[at + 1]) and self._calendar.begins(at, last, slot):
            return True
        return not self._calendar.has(at) and self._may_name(at, slot)

    def _run_end(self, start: int) -> int:
        if not self._tokens[start].capital:
            return start
        last = end = start + 1
        most = min(start + _MOST_WORDS, len(self._tokens))
        while end < most and self._near(end) and not self._tokens[end - 1].possessive:
            if self._keys[end] in _PARTICLES:
                end += 1
            elif self._tokens[end].capital and self._may_follow(end):
                end += 1
                last = end
            else:
                break
        return last

    def _may_follow(self, at: int) -> bool:
        if at not in self._follows:
            self._follows[at] = self._goes_on_with_a_name(at)
        return self._follows[at]

    def _goes_on_with_a_name(self, at: int) -> bool:
        if {self._lows[at], self._tokens[at].base} & one_of("people", "not_names"):
            return self._calendar.ends(at) and not self._names.first(self._keys[at - 1])
        if self._tokens[at].possessive and self._names.first(self._keys[at]):
            return False
        return self._book(at, whole=True) is None

    def _may_name(self, at: int, slot: str) -> bool:
        low = self._lows[at]
        if low in one_of("people", "not_names") or low in _FUNCTION:
            return bool(slot) and bool(self._names.first(self._keys[at])) and self._tokens[at].capital
        return True

    def _titled(self, at: int, start: int, slot: str) -> NameMatch | None:
        """ "Ms. Stone", whom the book has as Rita Stone; one with another first name is somebody else, and so is Mr. Stone."""
        for last in range(self._reach(start, _MOST_OF_FAMILY), start, -1):
            ids = with_family_name(self._names, " ".join(self._keys[start:last]), self._keys[at:start])
            if ids and self._run_end(start) <= last:
                return self._sighting(at, last, ids, whole=False, slot=slot)
        return None

    def _first(self, at: int, start: int, slot: str) -> NameMatch | None:
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
        if self._calendar.has(at):
            return self._calendar.alone(at, slot, self._links_before(at))
        wordlike = low in one_of("people", "words_too") or low in one_of("people", "not_names")
        if wordlike:
            return slot in ("strong", "pair") or (
                token.capital and (slot == "weak" or not self._opens(at) or self._predicate(at + 1))
            )
        return token.capital or bool(slot) or (self._opens(at) and self._predicate(at + 1))

    def _links_before(self, at: int) -> list[str]:
        """The words between this one and the name before it, where nothing but these is between them."""
        previous = self._found[-1] if self._found else None
        between = self._lows[previous.last : at] if previous and at - previous.last <= 2 else []
        return between if all(low in _LINKS for low in between) else []

    def _again(self, at: int, start: int, slot: str) -> NameMatch | None:
        """Someone new once more: in full, or by the first name only one of those new in this text has."""
        found = self._longest(self._new, start, whole=False)
        if found is None or len(found[1]) > 1 or found[0] != self._run_end(start):
            return None
        last = found[0]
        meant = self._calendar.has(start) or self._may_name(start, slot)
        if last - start == 1 and not (meant and self._fits(start, slot)):
            return None
        return self._sighting(at, last, (), whole=last - start > 1, slot=slot)

    def _lone(self, at: int, start: int, slot: str) -> NameMatch | None:
        """A new first name alone: only after "with" or "met", or as a side of an introduction."""
        token = self._tokens[start]
        titled = start > at
        if slot not in ("strong", "pair") and not titled:
            return None
        plain = token.capital and len(token.base) > 1 and not token.possessive
        shouted = token.text.isupper() and len(token.base) > 1
        no_name = token.base in _FUNCTION or token.base in one_of("people", "not_names")
        if not plain or shouted or (no_name and not (titled and self._calendar.ends(start))):
            return None
        return self._sighting(at, start + 1, (), whole=False, slot=slot)

    def _sighting(self, at: int, last: int, ids: tuple[int, ...], *, whole: bool, slot: str) -> NameMatch:
        named = min(skip_titles(self._keys, at, self._near), last - 1)
        ending = self._tokens[last - 1].ending
        typed = self._text[self._tokens[at].start : self._tokens[last - 1].end - len(ending)]
        bare = self._text[self._tokens[named].start : self._tokens[last - 1].end - len(ending)]
        words = self._keys[named:last]
        key = " ".join(words) if all(words) else key_of(bare)  # a figure has no key of its own
        return NameMatch(at, last, typed, bare, key, whole, ids, ending.replace("’", "'"), slot)

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
        if verb_ends_before(self._lows, at, PAIR_VERBS) or (
            before in ("between", "to", "for", "of") and verb_ends_before(self._lows, at - 1, PAIR_VERBS)
        ):
            return "pair"
        promised = before in one_of("promises", "spoken_of") and not self._tokens[at].capital
        weak = (
            promised
            or verb_ends_before(self._lows, at, PROMISE_VERBS)
            or verb_ends_before(self._lows, at, MEETING_VERBS)
            or self._recipient(at)
        )
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
        return self._lows[at - 1] in ("to", "for", "from") and self._given[at - 1]

    def _introduced(self, at: int) -> bool:
        """Right after the verb, or after "to" with nothing but who was introduced between them."""
        first = max(0, at - _INTRODUCED_WITHIN) if self._lows[at - 1] == "to" else at - 1
        verbs = [place for place in range(first, at) if self._lows[place] in one_of("people", "introduced")]
        return bool(verbs) and all(self._near(place) for place in range(verbs[-1] + 1, at))
