"""What a promise asks of the user, as one line that names the people: "Send Mei Kobayashi the pricing article". Pure."""

import re
from collections.abc import Sequence

from crm.promises.full_names import join_names, with_full_names, without_names

__all__ = ("join_names", "past_tense", "title", "title_of_promise_by_other", "within_sentence")

_LEAD = re.compile(
    r"^(?:i['’]ll|i will|i owe(?: (?:her|him|them))?|i(?: have)? promised(?: to)?|promised(?: to)?|to)\s+",
    re.I,
)
_COMMON_VERBS = (
    "apologise apologize arrange ask bring buy call catch chase check come congratulate connect dig do drop email e-mail endorse find fix "
    "follow forward get give go grab have help hook inform intro introduce invite join lend let look mail make meet mentor nudge order "
    "organise organize pass pay phone pick ping prepare proofread put reach read recommend refer remind reply report resend return "
    "review ring save say see send set share show speak suggest talk teach tell text thank touch try update visit vouch water whatsapp wish write"
)  # fmt: skip
_VERBS = frozenset(_COMMON_VERBS.split())
# Things as often as deeds: a deed only where something follows that one does it to or with.
_NOUNS_TOO = frozenset(
    ("book", "brief", "comment", "dm", "draft", "link", "message", "offer", "print", "slack", "support", "test")
)  # fmt: skip
_DONE_TO = re.compile(
    r"^(?:an?|the|my|our|his|her|their|this|that|these|those|him|them|some|up|on|it)\b|^[A-Z]"
)
_DONE = {
    "introduce": "Introduced", "send": "Sent", "tell": "Told", "ask": "Asked", "thank": "Thanked", "recommend": "Recommended",
    "meet": "Met", "share": "Shared", "give": "Gave", "show": "Showed", "call": "Called", "write": "Wrote", "bring": "Brought",
    "help": "Helped", "invite": "Invited", "check": "Checked", "find": "Found", "forward": "Forwarded", "review": "Reviewed",
    "lend": "Lent", "connect": "Connected", "email": "Emailed", "pay": "Paid", "return": "Returned", "pass": "Passed",
}  # fmt: skip
_AFTER = re.compile(r"^ask after (?!(?:her|him|them)$)(?P<what>.+)", re.I)
_SAID_THANKS = re.compile(r"^say (?:an? )?(?:[\w-]+ )?(?:thanks|thank[\s-]you) to (?:\w+)(?P<rest>.*)", re.I)
_SOME_TIME = re.compile(
    r"^(?:after|around|at|before|by|during|early|for|in|late|next|on|over|soon|this|when)\b", re.I
)
_MEALS = frozenset(("breakfast", "brunch", "coffee", "dinner", "drinks", "lunch", "tea"))
_OPENING = re.compile(r"^(?:about|for|how|if|that|what|when|where|whether|who|why)\b", re.I)
_GIVEN = re.compile(
    r"^(?:(?:an?|the|my)\s+)?(?:[\w-]+\s+)?(?:reply|answer|update|recommendation|reference|referral)\b", re.I
)
_THANKS = re.compile(r"^(?:an?\s+)?(?:(?!thank)[\w-]+\s+)?(?:thanks|thank[\s-]you)\b\s*", re.I)
_FRAMES = {
    "share": ("Send {who} {words}", "Send {who} {words}"),
    "report_back": ("Tell {who} {words}", "Tell {who} about {words}"),
    "ask_after": ("Ask {who} {words}", "Ask {who} about {words}"),
    "thank": ("Thank {who} {words}", "Thank {who} for {words}"),
    "recommend": ("Recommend {words}", "Recommend {words}"),
    "favour": ("Do {who} a favour: {words}", "Do {who} a favour: {words}"),
}


def title(kind: str, words: str, people: Sequence[str]) -> str:
    """One imperative line. `people` are full names, for an introduction its sides; `words` as the user put it."""
    said = _LEAD.sub("", words.strip().rstrip(".")).strip() or words.strip()
    if kind == "introduction":
        return _introduction(said, people)
    if not people:
        return _capital(said)
    return _asked_or_thanked(kind, said, people) or _capital(_line(kind, said, people))


def _asked_or_thanked(kind: str, said: str, people: Sequence[str]) -> str:
    """Thanks and questions after somebody's people, which no verb at the front says."""
    who = join_names(people)
    if kind == "thank" and (thanks := _SAID_THANKS.match(said)):
        return f"Thank {who}{thanks['rest']}" if _OPENING.match(thanks["rest"].strip() or "for") else ""
    if kind == "thank" and (thanks := _THANKS.match(said)):
        return _thanks(said, said[thanks.end() :], who)
    if kind == "ask_after" and (after := _AFTER.match(said)) and len(after["what"].split()) > 1:
        return f"Ask {who} about {without_names(after['what'], people)}"
    return ""


def _line(kind: str, said: str, people: Sequence[str]) -> str:
    if _starts_with_verb(said):
        return with_full_names(said, people)
    if kind in ("report_back", "recommend") and _GIVEN.match(said):
        return f"Give {join_names(people)} {said}"
    words = said if kind == "recommend" else without_names(said, people)
    if kind == "meet_again":
        words = f"for {words}" if words.lower() in _MEALS else words
        return f"Meet {join_names(people)} again{'' if _SOME_TIME.match(words) else ':'} {words}"
    frame = _FRAMES[kind][0 if _OPENING.match(words) else 1]
    return frame.format(who=join_names(people), words=words)


def title_of_promise_by_other(words: str, promiser: str) -> str:
    """What someone else promised: "Ana Ruiz promised to check the market dates"."""
    said = re.sub(r"^(?:(?:she|he|they)(?:['’]ll| will)|to)\s+", "", words.strip().rstrip("."), flags=re.I)
    return f"{promiser} promised {'to ' if _starts_with_verb(said) else 'you '}{_small(said)}"


def within_sentence(line: str) -> str:
    """A title as part of another sentence: "send Mei Kobayashi the pricing article"."""
    return _small(line) if _starts_with_verb(line) or line.split(" ")[0] in ("Do", "Did", "Pick") else line


def _introduction(said: str, people: Sequence[str]) -> str:
    if len(people) >= 2:
        return f"Introduce {people[0]} to {join_names(people[1:])}"
    if _starts_with_verb(said):
        said = re.sub(r"^(?:intro|connect)\b", "introduce", said, flags=re.I)
        return _capital(with_full_names(said, people))
    return f"Introduce {people[0]} to {said.removeprefix('to ')}" if people else _capital(said)


def _thanks(said: str, rest: str, who: str) -> str:
    """ "A thank you" and "thanks for the tip" are thanked for; "a thank-you card" is a thing to send."""
    if rest and not _OPENING.match(rest):
        return f"Send {who} {said}"
    return f"Thank {who} {rest}".strip()


def _starts_with_verb(said: str) -> bool:
    verb, _, rest = said.partition(" ")
    return verb.lower() in _VERBS or (verb.lower() in _NOUNS_TOO and _DONE_TO.match(rest) is not None)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _small(said: str) -> str:
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said


def past_tense(line: str) -> str:
    """A title once it is done: "Introduced Ana Ruiz to Ben Okafor", "Sent Mei Kobayashi the pricing article"."""
    verb, _, rest = line.partition(" ")
    done = _DONE.get(verb.lower())
    return f"{done} {rest}" if done else f"Kept your word: {within_sentence(line)}"
