"""Finds the names in a text: names of the book, and new names only where the grammar requires a person."""

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
_MOST_WORDS = 8  # a longer run is a heading or a typo


def find_names(text: str, tokens: Sequence[Token], names: Names) -> list[NameMatch]:
    """Scans twice if a new name was found, as it may recur as a first name alone."""
    scan = _Scan(text, tokens, names)
    found = scan.find_all(Names())
    new = [one for one in found if not one.ids]
    return scan.find_all(index_of_new_names(new)) if new else found


class _Scan:
    def __init__(self, text: str, tokens: Sequence[Token], names: Names) -> None:
        self._text, self._tokens, self._names, self._new_names = text, tokens, names, Names()
        self._found: list[NameMatch] = []
        self._lows = [token.low for token in tokens]
        self._keys = keys_of(tokens)
        self._after_giving_verb = follows_giving_verb(self._lows)
        self._calendar = CalendarNames(tokens, self._lows)
        self._may_follow_cache: dict[int, bool] = {}  # cache: whether a word may continue a name

    def find_all(self, new: Names) -> list[NameMatch]:
        self._new_names, self._found = new, []
        at = 0
        while at < len(self._tokens):
            match = self._match_at(at) if self._may_begin(at) else None
            if match is not None:
                self._found.append(match)
            at = match.last if match else at + 1
        return self._found

    def _may_begin(self, at: int) -> bool:
        token, key = self._tokens[at], self._keys[at]
        if token.kind != "word" or token.capital or key in TITLES:
            return token.kind == "word"
        first = key.partition(" ")[0]
        return bool(
            self._names.longest(first)
            or self._new_names.longest(first)
            or self._names.longest_with_digits(first)
        )

    def _match_at(self, at: int) -> NameMatch | None:
        start = skip_titles(self._keys, at, self._is_adjacent)
        if start == at and self._keys[at] in TITLES and at + 1 < len(self._tokens):
            return None  # a title without an adjacent name
        whole = self._longest_known(start, whole=True)
        if whole is not None:
            return self._make_match(at, *whole, whole=True, slot=self._slot(at))
        slot = self._slot(at) or ("weak" if start > at else "")
        return (
            (self._title_and_family_name(at, start, slot) if start > at else None)
            or self._capitalised_run(at, start, slot)
            or self._known_first_name(at, start, slot)
            or self._repeated_new_name(at, start, slot)
            or self._single_new_name(at, start, slot)
        )

    def _longest_known(self, at: int, whole: bool) -> tuple[int, tuple[int, ...]] | None:
        return self._longest(self._names, at, whole)

    def _longest(self, names: Names, at: int, whole: bool) -> tuple[int, tuple[int, ...]] | None:
        first = self._keys[at].split(" ")[0]
        letters = names.longest_with_digits(first) if whole else 0
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
            and self._is_adjacent(last)
            and not self._tokens[last - 1].possessive
        ):
            last += 1
        return last if most else at

    def _is_adjacent(self, at: int) -> bool:
        before = self._tokens[at - 1]
        return (
            self._tokens[at].kind == "word"
            and self._text[before.end : self._tokens[at].start].strip(" \u00a0") == ""
        )

    def _capitalised_run(self, at: int, start: int, slot: str) -> NameMatch | None:
        last = self._run_end(start)
        if last - start < 2 or not self._begins_name(start, last, slot):
            return None
        wordlike = self._tokens[start].base in one_of("people", "words_too")
        given = bool(self._names.first(self._keys[start])) and not (wordlike and self._opens_phrase(start))
        if (
            not slot
            and not (given and not self._calendar.is_calendar_word(start))
            and not self._is_personal_verb(last)
        ):
            return None
        return self._make_match(at, last, (), whole=True, slot=slot)

    def _begins_name(self, at: int, last: int, slot: str) -> bool:
        if not self._names.first(self._keys[at + 1]) and self._calendar.begins_name(at, last, slot):
            return True
        return not self._calendar.is_calendar_word(at) and self._can_be_name(at, slot)

    def _run_end(self, start: int) -> int:
        if not self._tokens[start].capital:
            return start
        last = end = start + 1
        most = min(start + _MOST_WORDS, len(self._tokens))
        while end < most and self._is_adjacent(end) and not self._tokens[end - 1].possessive:
            if self._keys[end] in _PARTICLES:
                end += 1
            elif self._tokens[end].capital and self._may_follow(end):
                end += 1
                last = end
            else:
                break
        return last

    def _may_follow(self, at: int) -> bool:
        if at not in self._may_follow_cache:
            self._may_follow_cache[at] = self._continues_name(at)
        return self._may_follow_cache[at]

    def _continues_name(self, at: int) -> bool:
        if {self._lows[at], self._tokens[at].base} & one_of("people", "not_names"):
            return self._calendar.ends_name(at) and not self._names.first(self._keys[at - 1])
        if self._tokens[at].possessive and self._names.first(self._keys[at]):
            return False
        return self._longest_known(at, whole=True) is None

    def _can_be_name(self, at: int, slot: str) -> bool:
        low = self._lows[at]
        if low in one_of("people", "not_names") or low in _FUNCTION:
            return bool(slot) and bool(self._names.first(self._keys[at])) and self._tokens[at].capital
        return True

    def _title_and_family_name(self, at: int, start: int, slot: str) -> NameMatch | None:
        """A title with a family name of the book: "Ms. Stone" matches Rita Stone, "Mr. Stone" does not."""
        for last in range(self._reach(start, _MOST_OF_FAMILY), start, -1):
            ids = with_family_name(self._names, " ".join(self._keys[start:last]), self._keys[at:start])
            if ids and self._run_end(start) <= last:
                return self._make_match(at, last, ids, whole=False, slot=slot)
        return None

    def _known_first_name(self, at: int, start: int, slot: str) -> NameMatch | None:
        found = self._longest_known(start, whole=False)
        if found is None or not self._fits_position(start, slot):
            return None
        last, ids = found
        return self._make_match(at, last, ids, whole=False, slot=slot)

    def _fits_position(self, at: int, slot: str) -> bool:
        token, low = self._tokens[at], self._tokens[at].base
        if self._follows_place_word(at) and not token.possessive:
            return False
        if low in _FUNCTION:
            return token.capital and slot == "strong"
        if self._calendar.is_calendar_word(at):
            return self._calendar.is_single_name(at, slot, self._links_before(at))
        wordlike = low in one_of("people", "words_too") or low in one_of("people", "not_names")
        if wordlike:
            return slot in ("strong", "pair") or (
                token.capital and (slot == "weak" or not self._opens_phrase(at) or self._is_predicate(at + 1))
            )
        return token.capital or bool(slot) or (self._opens_phrase(at) and self._is_predicate(at + 1))

    def _links_before(self, at: int) -> list[str]:
        """The words between the previous name and this word, if they are only list links."""
        previous = self._found[-1] if self._found else None
        between = self._lows[previous.last : at] if previous and at - previous.last <= 2 else []
        return between if all(low in _LINKS for low in between) else []

    def _repeated_new_name(self, at: int, start: int, slot: str) -> NameMatch | None:
        """Another mention of a new person: in full, or by a first name that is unique among the new people."""
        found = self._longest(self._new_names, start, whole=False)
        if found is None or len(found[1]) > 1 or found[0] != self._run_end(start):
            return None
        last = found[0]
        meant = self._calendar.is_calendar_word(start) or self._can_be_name(start, slot)
        if last - start == 1 and not (meant and self._fits_position(start, slot)):
            return None
        return self._make_match(at, last, (), whole=last - start > 1, slot=slot)

    def _single_new_name(self, at: int, start: int, slot: str) -> NameMatch | None:
        """A single new first name: only after "with" or "met", or as a side of an introduction."""
        token = self._tokens[start]
        titled = start > at
        if slot not in ("strong", "pair") and not titled:
            return None
        plain = token.capital and len(token.base) > 1 and not token.possessive
        shouted = token.text.isupper() and len(token.base) > 1
        no_name = token.base in _FUNCTION or token.base in one_of("people", "not_names")
        if not plain or shouted or (no_name and not (titled and self._calendar.ends_name(start))):
            return None
        return self._make_match(at, start + 1, (), whole=False, slot=slot)

    def _make_match(self, at: int, last: int, ids: tuple[int, ...], *, whole: bool, slot: str) -> NameMatch:
        named = min(skip_titles(self._keys, at, self._is_adjacent), last - 1)
        ending = self._tokens[last - 1].ending
        typed = self._text[self._tokens[at].start : self._tokens[last - 1].end - len(ending)]
        bare = self._text[self._tokens[named].start : self._tokens[last - 1].end - len(ending)]
        words = self._keys[named:last]
        key = " ".join(words) if all(words) else key_of(bare)  # digits have no key of their own
        return NameMatch(at, last, typed, bare, key, whole, ids, ending.replace("’", "'"), slot)

    def _opens_phrase(self, at: int) -> bool:
        before = self._tokens[at - 1]
        return at == 0 or (before.kind in ("mark", "break") and before.text not in ",&+")

    def _follows_place_word(self, at: int) -> bool:
        return at > 0 and self._lows[at - 1] in ("at", "in")

    def _is_predicate(self, at: int) -> bool:
        return at < len(self._lows) and self._lows[at] in one_of("clauses", "predicates")

    def _is_personal_verb(self, at: int) -> bool:
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
            if between and all(low in _LINKS for low in between) and self._continues_list(at, between):
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
            or self._is_recipient(at)
        )
        return "weak" if weak else ""

    def _in_pair(self, at: int) -> bool:
        previous = self._found[-1] if self._found else None
        return previous is not None and previous.slot == "pair" and previous.last == at

    def _continues_list(self, at: int, between: list[str]) -> bool:
        """After a comma, a new word is a name only if the list continues."""
        if between != [","] or self._names.longest(self._keys[at].split(" ")[0]):
            return True
        after = self._run_end(at) if self._tokens[at].capital else at + 1
        return self._lows[after : after + 1] != [] and self._lows[after] in _LINKS

    def _is_recipient(self, at: int) -> bool:
        before, relations = self._lows[at - 1], one_of("people", "relations")
        if before in relations or (before == "of" and at > 1 and self._lows[at - 2] in relations):
            return True
        if self._follows_introduction(at):
            return True
        return self._lows[at - 1] in ("to", "for", "from") and self._after_giving_verb[at - 1]

    def _follows_introduction(self, at: int) -> bool:
        """Right after an introduction verb, or after "to" with only the other side between them."""
        first = max(0, at - _INTRODUCED_WITHIN) if self._lows[at - 1] == "to" else at - 1
        verbs = [place for place in range(first, at) if self._lows[place] in one_of("people", "introduced")]
        return bool(verbs) and all(self._is_adjacent(place) for place in range(verbs[-1] + 1, at))
