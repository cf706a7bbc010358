"""Titles of promises, with the names of the people: "Send Mei Kobayashi the pricing article". Pure functions."""

import re
from collections.abc import Sequence

from crm.promises.full_names import join_names, with_full_names, without_names

__all__ = ("join_names", "past_tense", "title", "title_of_promise_by_other", "within_sentence")

_LEAD_IN = re.compile(
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
# Nouns as often as verbs: a verb only if an object follows.
_NOUN_OR_VERB = frozenset(
    ("book", "brief", "comment", "dm", "draft", "link", "message", "offer", "print", "slack", "support", "test")
)  # fmt: skip
_OBJECT_START = re.compile(
    r"^(?:an?|the|my|our|his|her|their|this|that|these|those|him|them|some|up|on|it)\b|^[A-Z]"
)
_PAST_TENSE = {
    "introduce": "Introduced", "send": "Sent", "tell": "Told", "ask": "Asked", "thank": "Thanked", "recommend": "Recommended",
    "meet": "Met", "share": "Shared", "give": "Gave", "show": "Showed", "call": "Called", "write": "Wrote", "bring": "Brought",
    "help": "Helped", "invite": "Invited", "check": "Checked", "find": "Found", "forward": "Forwarded", "review": "Reviewed",
    "lend": "Lent", "connect": "Connected", "email": "Emailed", "pay": "Paid", "return": "Returned", "pass": "Passed",
}  # fmt: skip
_ASK_AFTER = re.compile(r"^ask after (?!(?:her|him|them)$)(?P<what>.+)", re.I)
_SAY_THANKS = re.compile(r"^say (?:an? )?(?:[\w-]+ )?(?:thanks|thank[\s-]you) to (?:\w+)(?P<rest>.*)", re.I)
_TIME_START = re.compile(
    r"^(?:after|around|at|before|by|during|early|for|in|late|next|on|over|soon|this|when)\b", re.I
)
_MEALS = frozenset(("breakfast", "brunch", "coffee", "dinner", "drinks", "lunch", "tea"))
_CLAUSE_START = re.compile(r"^(?:about|for|how|if|that|what|when|where|whether|who|why)\b", re.I)
_GIVEN_NOUN = re.compile(
    r"^(?:(?:an?|the|my)\s+)?(?:[\w-]+\s+)?(?:reply|answer|update|recommendation|reference|referral)\b", re.I
)
_THANKS = re.compile(r"^(?:an?\s+)?(?:(?!thank)[\w-]+\s+)?(?:thanks|thank[\s-]you)\b\s*", re.I)
_FRAMES = {
    "share": ("Send {who} {words}", "Send {who} {words}"),
    "report_back": ("Tell {who} {words}", "Tell {who} about {words}"),
    "inform": ("Tell {who} {words}", "Tell {who} about {words}"),
    "ask_after": ("Ask {who} {words}", "Ask {who} about {words}"),
    "thank": ("Thank {who} {words}", "Thank {who} for {words}"),
    "recommend": ("Recommend {words}", "Recommend {words}"),
    "favour": ("Do {who} a favour: {words}", "Do {who} a favour: {words}"),
}


def title(kind: str, words: str, people: Sequence[str]) -> str:
    """One imperative line. `people` are full names, for an introduction its two sides; `words` are as typed."""
    text = _LEAD_IN.sub("", words.strip().rstrip(".")).strip() or words.strip()
    if kind == "introduction":
        return _introduction(text, people)
    if not people:
        return _capitalise(text)
    return _question_or_thanks(kind, text, people) or _capitalise(_imperative(kind, text, people))


def _question_or_thanks(kind: str, text: str, people: Sequence[str]) -> str:
    """Thanks and questions whose words do not begin with the verb; "" for other promises."""
    names = join_names(people)
    if kind == "thank" and (thanks := _SAY_THANKS.match(text)):
        return (
            f"Thank {names}{thanks['rest']}" if _CLAUSE_START.match(thanks["rest"].strip() or "for") else ""
        )
    if kind == "thank" and (thanks := _THANKS.match(text)):
        return _thanks(text, text[thanks.end() :], names)
    if kind == "ask_after" and (after := _ASK_AFTER.match(text)) and len(after["what"].split()) > 1:
        return f"Ask {names} about {without_names(after['what'], people)}"
    return ""


def _imperative(kind: str, text: str, people: Sequence[str]) -> str:
    if _starts_with_verb(text):
        return with_full_names(text, people)
    if kind in ("report_back", "recommend") and _GIVEN_NOUN.match(text):
        return f"Give {join_names(people)} {text}"
    words = text if kind == "recommend" else without_names(text, people)
    if kind == "meet_again":
        words = f"for {words}" if words.lower() in _MEALS else words
        return f"Meet {join_names(people)} again{'' if _TIME_START.match(words) else ':'} {words}"
    frame = _FRAMES[kind][0 if _CLAUSE_START.match(words) else 1]
    return frame.format(who=join_names(people), words=words)


def title_of_promise_by_other(words: str, promiser: str) -> str:
    """Title of a promise by another person: "Ana Ruiz promised to check the market dates"."""
    text = re.sub(r"^(?:(?:she|he|they)(?:['’]ll| will)|to)\s+", "", words.strip().rstrip("."), flags=re.I)
    return f"{promiser} promised {'to ' if _starts_with_verb(text) else 'you '}{_lower_first(text)}"


def within_sentence(line: str) -> str:
    """A title within another sentence, its first letter lower-cased: "send Mei Kobayashi the pricing article"."""
    return (
        _lower_first(line) if _starts_with_verb(line) or line.split(" ")[0] in ("Do", "Did", "Pick") else line
    )


def _introduction(text: str, people: Sequence[str]) -> str:
    if len(people) >= 2:
        return f"Introduce {people[0]} to {join_names(people[1:])}"
    if _starts_with_verb(text):
        text = re.sub(r"^(?:intro|connect)\b", "introduce", text, flags=re.I)
        return _capitalise(with_full_names(text, people))
    return f"Introduce {people[0]} to {text.removeprefix('to ')}" if people else _capitalise(text)


def _thanks(text: str, rest: str, names: str) -> str:
    """ "A thank you" and "thanks for the tip" become "Thank ..."; "a thank-you card" is an object to send."""
    if rest and not _CLAUSE_START.match(rest):
        return f"Send {names} {text}"
    return f"Thank {names} {rest}".strip()


def _starts_with_verb(text: str) -> bool:
    verb, _, rest = text.partition(" ")
    return verb.lower() in _VERBS or (verb.lower() in _NOUN_OR_VERB and _OBJECT_START.match(rest) is not None)


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def past_tense(line: str) -> str:
    """A title in the past tense: "Introduced Ana Ruiz to Ben Okafor", "Sent Mei Kobayashi the pricing article"."""
    verb, _, rest = line.partition(" ")
    done = _PAST_TENSE.get(verb.lower())
    return f"{done} {rest}" if done else f"Kept your word: {within_sentence(line)}"
