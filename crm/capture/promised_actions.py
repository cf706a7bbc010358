"""Parses the action of a promise: its kind, the people it is owed to, and the object. One pattern per verb."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crm.capture.draft import NamedPerson
from crm.capture.introducing import IntroductionSides, sides_of
from crm.capture.parse_state import ParseState, kinds_by_verb
from crm.capture.tokens import phrase_at
from crm.capture.unique_people import UniquePeople
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("promises")


@dataclass(frozen=True, slots=True)
class Action:
    kind: str
    people: list[NamedPerson]
    what: str
    more: "tuple[Action, ...]" = ()  # "introduce them to Rosa" makes one action per person


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb at word `at`, its object from word `after` on; `marked` if "I'll" or similar precedes it."""

    state: ParseState
    at: int
    after: int
    last: int
    kind: str
    marked: bool
    without: list[tuple[int, int]] = field(default_factory=list)  # ranges of the due date
    fallback: list[NamedPerson] = field(default_factory=list)  # the people it was promised to

    @property
    def verb(self) -> str:
        return " ".join(self.state.lows[self.at : self.after])

    def whole(self) -> str:
        words = self.state.text_of(self.at, self.last, self.without)
        return words[:1].lower() + words[1:]

    def rest(self, first: int, last: int | None = None) -> str:
        return self.state.text_of(first, self.last if last is None else last, self.without)

    def low_after(self, at: int) -> str:
        """The word at `at`, or the word after a due date there."""
        at = next((end for start, end in self.without if start == at), at)
        return self.state.low(at) if at < self.last else ""

    def next(self) -> str:
        return self.state.low(self.after) if self.after < self.last else ""


def parse_action(
    state: ParseState,
    at: int,
    last: int,
    without: list[tuple[int, int]],
    marked: bool,
    fallback: list[NamedPerson],
) -> Action | None:
    """None if this is not a promise verb, or no person it could be owed to is named."""
    verb = phrase_at(state.lows, at, phrases("promises", "all_verbs"), last)
    if verb is None:
        phrase = Phrase(state, at, at + 1, last, "favour", marked, without, fallback)
        return _other_verb(phrase) if marked and at < last and state.tokens[at].kind == "word" else None
    name = " ".join(state.lows[at : at + verb.length])
    phrase = Phrase(state, at, at + verb.length, last, kinds_by_verb()[name], marked, without, fallback)
    if phrase.next() in one_of("promises", "me"):
        return None
    return _PATTERNS[verb.value](phrase)


def _introduce(phrase: Phrase) -> Action | None:
    sides = sides_of(phrase.state, phrase.at, phrase.after, phrase.last, phrase.fallback)
    return None if sides is None else introduction(phrase.state, sides, phrase.without)


def introduction(state: ParseState, sides: IntroductionSides, without: list[tuple[int, int]]) -> Action:
    rest = state.text_of(sides.last, sides.end, without)
    first, *others = (
        Action("introduction", pair, _words(state, sides, pair, without, rest)) for pair in sides.pairs
    )
    return replace(first, more=tuple(others))


def _words(
    state: ParseState,
    sides: IntroductionSides,
    pair: list[NamedPerson],
    without: list[tuple[int, int]],
    rest: str,
) -> str:
    """ "introduce Ana Ruiz to Ben Okafor"; the typed words where the other side is not a named person."""
    names = [one.name for one in pair]
    if len(names) == 1 and sides.plain:
        put = {first: (last, names[0]) for first, last in sides.places}
        return f"introduce {state.text_of(sides.first, sides.end, without, put) or names[0]}"
    return " ".join(piece for piece in (f"introduce {' to '.join(names)}", rest) if piece)


def _give(phrase: Phrase) -> Action | None:
    """ "Send Ana the deck", "send the deck to Ana"."""
    state, at = phrase.state, phrase.after
    while at < phrase.last and state.lows[at] in _TABLE["particles"]:
        at += 1
    direct = state.people_at(at, phrase.last)
    if direct is not None:
        return _given(phrase, direct.people, phrase.rest(direct.end))
    for place in range(phrase.last - 1, at - 1, -1):
        if state.lows[place] in ("to", "with") and (to := state.people_at(place + 1, phrase.last)):
            end = place - (state.lows[place - 1] in _TABLE["particles"] and place - 1 > at)
            what = " ".join(piece for piece in (phrase.rest(at, end), phrase.rest(to.end)) if piece)
            return _given(phrase, to.people, what)
    if phrase.fallback:
        return _given(phrase, phrase.fallback, phrase.rest(at))
    return _given(phrase, *_recipient_her(phrase, at))


def _recipient_her(phrase: Phrase, at: int) -> tuple[list[NamedPerson], str]:
    """ "Send her pricing article": "her" is the recipient if no other person is named."""
    state = phrase.state
    if state.low(at) == "her" and at < phrase.last and not state.people_in(at, phrase.last):
        return state.resolve_pronoun("her"), phrase.rest(at + 1)
    return [], ""


def _given(phrase: Phrase, people: list[NamedPerson], what: str) -> Action | None:
    if not people or not what or what.split()[0].lower() in one_of("clauses", "negations"):
        return None
    found = kind_of_noun(what, "share")
    if phrase.verb == "give" and found != "introduction" and what.split()[-1].lower() in _TABLE["gestures"]:
        return Action("favour", people, phrase.whole())
    if found == "introduction":
        sides = sides_of(phrase.state, phrase.at, phrase.after, phrase.last, people)
        if sides is not None:
            return introduction(phrase.state, sides, phrase.without)
    if found == "thank":
        return Action("thank", people, phrase.whole())
    return Action("share", people, what)


def kind_of_noun(what: str, otherwise: str) -> str:
    """The kind of promise by its object: "an intro to Ben", "a thank you"."""
    head = what.lower().replace("-", " ").split()
    while head and head[0] in one_of("promises", "determiners"):
        head = head[1:]
    for kind in ("introduction", "thank", "report_back", "recommend"):
        if head and head[0] in one_of("promises", f"{kind}_things"):
            return kind
    return otherwise


def kind_of_object(what: str, otherwise: str) -> str:
    """As `kind_of_noun`, else by its noun: a share, or `otherwise`."""
    nouns = what.lower().split()
    if any(noun in one_of("promises", "gestures") for noun in nouns[:3]):
        return kind_of_noun(what, "favour")
    passed = any(noun in one_of("promises", "share_things") for noun in nouns)
    return kind_of_noun(what, "share" if passed else otherwise)


def _write(phrase: Phrase) -> Action | None:
    """ "Email Ana the deck" is a share; "email Ana about the deck" is a favour."""
    state = phrase.state
    direct = state.people_at(phrase.after, phrase.last)
    if direct is None:
        return _give(phrase) if phrase.next() in one_of("promises", "determiners") else None
    following = phrase.low_after(direct.end)
    if following in one_of("promises", "past_of_notes"):
        return None
    what = phrase.rest(direct.end)
    if what and (following in one_of("promises", "determiners") or state.quoted[direct.end]):
        return _given(phrase, direct.people, what)
    return Action("favour", direct.people, phrase.whole())


def _face(phrase: Phrase) -> Action | None:
    """Verbs with the person directly after them: thank, tell, call."""
    direct = phrase.state.people_at(phrase.after, phrase.last)
    owner = phrase.state.mentions.get(phrase.after)
    if direct is None and phrase.kind == "ask_after" and owner is not None and owner.possessive:
        return Action("ask_after", [owner.named], phrase.whole())  # "ask after Mei's bees"
    if direct is None:
        return _for_promisee(phrase)
    following = phrase.low_after(direct.end)
    if following in one_of("promises", "past_of_notes") or (phrase.verb == "let" and following != "know"):
        return None
    return Action(phrase.kind, direct.people, phrase.whole())


def _ask(phrase: Phrase) -> Action | None:
    """ "Ask Ana how it went"; "ask Ana for a quote" is a request of the user, not a promise."""
    direct = phrase.state.people_at(phrase.after, phrase.last)
    if direct is None:
        return _for_promisee(phrase)
    following = phrase.low_after(direct.end)
    if following in _TABLE["asking"]:
        return Action("ask_after", direct.people, phrase.whole())
    return Action("favour", direct.people, phrase.whole()) if phrase.marked and following else None


def _recommend(phrase: Phrase) -> Action | None:
    """Recommend: all people named in it."""
    state, everyone = phrase.state, UniquePeople(phrase.fallback)
    at = phrase.after
    while at < phrase.last:
        found = state.people_at(at, phrase.last)
        everyone.add(found.people if found else [])
        at = found.end if found else at + 1
    return Action("recommend", everyone.people, phrase.whole()) if everyone.people else None


def _favour(phrase: Phrase) -> Action | None:
    """A favour: "find Ana a designer", "look at Ben's deck", "buy a ticket for Tom"."""
    following = phrase.next()
    if not following or following in _TABLE["no_objects"]:
        return None
    if not phrase.marked and phrase.verb in _TABLE["nouns_too"] and not _object_follows(phrase):
        return None
    people = _beneficiaries(phrase)
    return Action("favour", people, phrase.whole()) if people else None


def _object_follows(phrase: Phrase) -> bool:
    return phrase.next() in one_of("promises", "determiners") or phrase.after in phrase.state.mentions


def _beneficiaries(phrase: Phrase) -> list[NamedPerson]:
    state = phrase.state
    direct = state.people_at(phrase.after, phrase.last)
    if direct is not None:
        return direct.people
    for place in range(phrase.after, phrase.last - 1):
        if state.lows[place] in ("for", "to", "with") and (found := state.people_at(place + 1, phrase.last)):
            return found.people
    owner = state.mentions.get(phrase.after)
    if owner is not None and owner.possessive:
        return [owner.named]
    if state.low(phrase.after) == "her" and state.is_possessive(phrase.after, phrase.last):
        return state.resolve_pronoun("her")
    return phrase.fallback


def _other_verb(phrase: Phrase) -> Action | None:
    """Any other verb after "I'll" or "promised to" is a favour if it is for a named person."""
    if phrase.state.lows[phrase.at] in one_of("promises", "states"):
        return None
    people = _beneficiaries(phrase)
    return Action("favour", people, phrase.whole()) if people else None


def _for_promisee(phrase: Phrase) -> Action | None:
    if not phrase.fallback or not phrase.next():
        return None
    return Action(phrase.kind, phrase.fallback, phrase.whole())


_PATTERNS: dict[str, Callable[[Phrase], Action | None]] = {
    "pair": _introduce,
    "give": _give,
    "write": _write,
    "face": _face,
    "phrase": _face,
    "ask": _ask,
    "about": _recommend,
    "deed": _favour,
}
