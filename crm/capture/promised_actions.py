"""What a promised verb phrase asks for: its kind, the people it is owed to, and the thing. One pattern a verb."""

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
    more: "tuple[Action, ...]" = ()  # "introduce them to Rosa" promises one for each of them


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb at word `at`, its object from word `after` on; `marked` if "I'll" or the like stood before it."""

    reading: ParseState
    at: int
    after: int
    last: int
    kind: str
    marked: bool
    without: list[tuple[int, int]] = field(default_factory=list)  # the words of the due date
    fallback: list[NamedPerson] = field(default_factory=list)  # whom it was promised to

    @property
    def verb(self) -> str:
        return " ".join(self.reading.lows[self.at : self.after])

    def whole(self) -> str:
        words = self.reading.words(self.at, self.last, self.without)
        return words[:1].lower() + words[1:]

    def rest(self, first: int, last: int | None = None) -> str:
        return self.reading.words(first, self.last if last is None else last, self.without)

    def low_after(self, at: int) -> str:
        """The word at `at`, a due date that stands there skipped."""
        at = next((end for start, end in self.without if start == at), at)
        return self.reading.low(at) if at < self.last else ""

    def next(self) -> str:
        return self.reading.low(self.after) if self.after < self.last else ""


def parse_action(
    reading: ParseState,
    at: int,
    last: int,
    without: list[tuple[int, int]],
    marked: bool,
    fallback: list[NamedPerson],
) -> Action | None:
    """None where this is no verb of a promise, or nobody in it could be owed anything."""
    verb = phrase_at(reading.lows, at, phrases("promises", "all_verbs"), last)
    if verb is None:
        phrase = Phrase(reading, at, at + 1, last, "favour", marked, without, fallback)
        return _other(phrase) if marked and at < last and reading.tokens[at].kind == "word" else None
    name = " ".join(reading.lows[at : at + verb[0]])
    phrase = Phrase(reading, at, at + verb[0], last, kinds_by_verb()[name], marked, without, fallback)
    if phrase.next() in one_of("promises", "me"):
        return None
    return _PATTERNS[verb[1]](phrase)


def _pair(phrase: Phrase) -> Action | None:
    sides = sides_of(phrase.reading, phrase.at, phrase.after, phrase.last, phrase.fallback)
    return None if sides is None else introduction(phrase.reading, sides, phrase.without)


def introduction(reading: ParseState, sides: IntroductionSides, without: list[tuple[int, int]]) -> Action:
    rest = reading.words(sides.last, sides.end, without)
    first, *others = (
        Action("introduction", pair, _words(reading, sides, pair, without, rest)) for pair in sides.pairs
    )
    return replace(first, more=tuple(others))


def _words(
    reading: ParseState,
    sides: IntroductionSides,
    pair: list[NamedPerson],
    without: list[tuple[int, int]],
    rest: str,
) -> str:
    """ "introduce Ana Ruiz to Ben Okafor", or to whom the words say where that is nobody named."""
    names = [one.name for one in pair]
    if len(names) == 1 and sides.plain:
        put = {first: (last, names[0]) for first, last in sides.places}
        return f"introduce {reading.words(sides.first, sides.end, without, put) or names[0]}"
    return " ".join(piece for piece in (f"introduce {' to '.join(names)}", rest) if piece)


def _give(phrase: Phrase) -> Action | None:
    """Send someone something, or something to someone."""
    reading, at = phrase.reading, phrase.after
    while at < phrase.last and reading.lows[at] in _TABLE["particles"]:
        at += 1
    direct = reading.someone(at, phrase.last)
    if direct is not None:
        return _given(phrase, direct[1], phrase.rest(direct[0]))
    for place in range(phrase.last - 1, at - 1, -1):
        if reading.lows[place] in ("to", "with") and (to := reading.someone(place + 1, phrase.last)):
            end = place - (reading.lows[place - 1] in _TABLE["particles"] and place - 1 > at)
            what = " ".join(piece for piece in (phrase.rest(at, end), phrase.rest(to[0])) if piece)
            return _given(phrase, to[1], what)
    if phrase.fallback:
        return _given(phrase, phrase.fallback, phrase.rest(at))
    return _given(phrase, *_her(phrase, at))


def _her(phrase: Phrase, at: int) -> tuple[list[NamedPerson], str]:
    """ "Send her pricing article": the person after all, where nobody else is named."""
    reading = phrase.reading
    if reading.low(at) == "her" and at < phrase.last and not reading.people_in(at, phrase.last):
        return reading.point("her"), phrase.rest(at + 1)
    return [], ""


def _given(phrase: Phrase, people: list[NamedPerson], what: str) -> Action | None:
    if not people or not what or what.split()[0].lower() in one_of("clauses", "negations"):
        return None
    found = kind_of_noun(what, "share")
    if phrase.verb == "give" and found != "introduction" and what.split()[-1].lower() in _TABLE["gestures"]:
        return Action("favour", people, phrase.whole())
    if found == "introduction":
        sides = sides_of(phrase.reading, phrase.at, phrase.after, phrase.last, people)
        if sides is not None:
            return introduction(phrase.reading, sides, phrase.without)
    if found == "thank":
        return Action("thank", people, phrase.whole())
    return Action("share", people, what)


def kind_of_noun(what: str, otherwise: str) -> str:
    """The kind of promise a promised thing makes: "an intro to Ben", "a thank you"."""
    head = what.lower().replace("-", " ").split()
    while head and head[0] in one_of("promises", "determiners"):
        head = head[1:]
    for kind in ("introduction", "thank", "report_back", "recommend"):
        if head and head[0] in one_of("promises", f"{kind}_things"):
            return kind
    return otherwise


def kind_of_object(what: str, otherwise: str) -> str:
    """As `thing`, telling by its noun whether it is something to pass on or to do."""
    nouns = what.lower().split()
    if any(noun in one_of("promises", "gestures") for noun in nouns[:3]):
        return kind_of_noun(what, "favour")
    passed = any(noun in one_of("promises", "share_things") for noun in nouns)
    return kind_of_noun(what, "share" if passed else otherwise)


def _write(phrase: Phrase) -> Action | None:
    """Email someone something is a share; email someone about something a favour."""
    reading = phrase.reading
    direct = reading.someone(phrase.after, phrase.last)
    if direct is None:
        return _give(phrase) if phrase.next() in one_of("promises", "determiners") else None
    following = phrase.low_after(direct[0])
    if following in one_of("promises", "past_of_notes"):
        return None
    what = phrase.rest(direct[0])
    if what and (following in one_of("promises", "determiners") or reading.inside[direct[0]]):
        return _given(phrase, direct[1], what)
    return Action("favour", direct[1], phrase.whole())


def _face(phrase: Phrase) -> Action | None:
    """Thank, tell, call someone: the person stands right after the verb."""
    direct = phrase.reading.someone(phrase.after, phrase.last)
    owner = phrase.reading.mentions.get(phrase.after)
    if direct is None and phrase.kind == "ask_after" and owner is not None and owner.possessive:
        return Action("ask_after", [owner.named], phrase.whole())  # "ask after Mei's bees"
    if direct is None:
        return _to_whom_it_was_promised(phrase)
    following = phrase.low_after(direct[0])
    if following in one_of("promises", "past_of_notes") or (phrase.verb == "let" and following != "know"):
        return None
    return Action(phrase.kind, direct[1], phrase.whole())


def _ask(phrase: Phrase) -> Action | None:
    """Ask someone how it went; asking someone for something is a request of mine, no promise."""
    direct = phrase.reading.someone(phrase.after, phrase.last)
    if direct is None:
        return _to_whom_it_was_promised(phrase)
    following = phrase.low_after(direct[0])
    if following in _TABLE["asking"]:
        return Action("ask_after", direct[1], phrase.whole())
    return Action("favour", direct[1], phrase.whole()) if phrase.marked and following else None


def _about(phrase: Phrase) -> Action | None:
    """Recommend: everyone named in it."""
    reading, everyone = phrase.reading, UniquePeople(phrase.fallback)
    at = phrase.after
    while at < phrase.last:
        found = reading.someone(at, phrase.last)
        everyone.add(found[1] if found else [])
        at = found[0] if found else at + 1
    return Action("recommend", everyone.people, phrase.whole()) if everyone.people else None


def _deed(phrase: Phrase) -> Action | None:
    """Do something for someone: "find Ana a designer", "look at Ben's deck", "buy a ticket for Tom"."""
    following = phrase.next()
    if not following or following in _TABLE["no_objects"]:
        return None
    if not phrase.marked and phrase.verb in _TABLE["nouns_too"] and not _object_follows(phrase):
        return None
    people = _concerned(phrase)
    return Action("favour", people, phrase.whole()) if people else None


def _object_follows(phrase: Phrase) -> bool:
    return phrase.next() in one_of("promises", "determiners") or phrase.after in phrase.reading.mentions


def _concerned(phrase: Phrase) -> list[NamedPerson]:
    reading = phrase.reading
    direct = reading.someone(phrase.after, phrase.last)
    if direct is not None:
        return direct[1]
    for place in range(phrase.after, phrase.last - 1):
        if reading.lows[place] in ("for", "to", "with") and (
            found := reading.someone(place + 1, phrase.last)
        ):
            return found[1]
    owner = reading.mentions.get(phrase.after)
    if owner is not None and owner.possessive:
        return [owner.named]
    if reading.low(phrase.after) == "her" and reading.owns(phrase.after, phrase.last):
        return reading.point("her")
    return phrase.fallback


def _other(phrase: Phrase) -> Action | None:
    """Any other verb after "I'll" or "promised to": a favour, where it is for someone."""
    if phrase.reading.lows[phrase.at] in one_of("promises", "states"):
        return None
    people = _concerned(phrase)
    return Action("favour", people, phrase.whole()) if people else None


def _to_whom_it_was_promised(phrase: Phrase) -> Action | None:
    if not phrase.fallback or not phrase.next():
        return None
    return Action(phrase.kind, phrase.fallback, phrase.whole())


_PATTERNS: dict[str, Callable[[Phrase], Action | None]] = {
    "pair": _pair,
    "give": _give,
    "write": _write,
    "face": _face,
    "phrase": _face,
    "ask": _ask,
    "about": _about,
    "deed": _deed,
}
