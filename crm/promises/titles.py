"""What a promise asks of the user, as one line that names the people: "Send Mei Kobayashi the pricing article". Pure."""

import re
from collections.abc import Sequence

_LEAD = re.compile(
    r"^(?:i['’]ll|i will|i owe(?: (?:her|him|them))?|i(?: have)? promised(?: to)?|promised(?: to)?|to)\s+",
    re.I,
)
_COMMON_VERBS = (
    "ask bring buy call check connect drop email find fix forward get give help intro introduce invite lend let look mail "
    "make meet order pass pay phone ping prepare put read recommend remind reply report return review ring say see send "
    "share show suggest teach tell text thank try update visit water write"
)  # fmt: skip
_VERBS = frozenset(_COMMON_VERBS.split())
_TO_SOMEONE = ("give", "lend", "mail", "pass", "send", "share", "show", "forward", "return", "email", "bring")
_DONE = {
    "introduce": "Introduced", "send": "Sent", "tell": "Told", "ask": "Asked", "thank": "Thanked", "recommend": "Recommended",
    "meet": "Met", "share": "Shared", "give": "Gave", "show": "Showed", "call": "Called", "write": "Wrote", "bring": "Brought",
    "help": "Helped", "invite": "Invited", "check": "Checked", "find": "Found", "forward": "Forwarded", "review": "Reviewed",
    "lend": "Lent", "connect": "Connected", "email": "Emailed", "pay": "Paid", "return": "Returned", "pass": "Passed",
}  # fmt: skip
_HER = re.compile(r"\b(?:her|him|them)\b", re.I)
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
    "meet_again": ("Meet {who} again {words}", "Meet {who} again: {words}"),
    "favour": ("Do {who} a favour: {words}", "Do {who} a favour: {words}"),
}


def joined(names: Sequence[str]) -> str:
    """ "Ana", "Ana and Ben", "Ana, Ben and Priya"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def title(kind: str, words: str, people: Sequence[str]) -> str:
    """One imperative line. `people` are full names, for an introduction its sides; `words` as the user put it."""
    said = _LEAD.sub("", words.strip().rstrip(".")).strip() or words.strip()
    if kind == "introduction":
        return _introduction(said, people)
    if not people:
        return _capital(said)
    if kind == "thank" and (thanks := _THANKS.match(said)):
        return _thanks(said, said[thanks.end() :], joined(people))
    if _starts_with_verb(said):
        return _capital(_with_names(said, people))
    if kind in ("report_back", "recommend") and _GIVEN.match(said):
        return f"Give {joined(people)} {said}"
    frame = _FRAMES[kind][0 if _OPENING.match(said) else 1]
    return frame.format(who=joined(people), words=said)


def theirs(words: str, promiser: str) -> str:
    """What someone else promised: "Ana Ruiz promised to check the market dates"."""
    said = re.sub(r"^(?:(?:she|he|they)(?:['’]ll| will)|to)\s+", "", words.strip().rstrip("."), flags=re.I)
    return f"{promiser} promised {'to ' if _starts_with_verb(said) else 'you '}{_small(said)}"


def inside(line: str) -> str:
    """A title as part of another sentence: "send Mei Kobayashi the pricing article"."""
    return _small(line) if _starts_with_verb(line) or line.split(" ")[0] in ("Do", "Did", "Pick") else line


def _introduction(said: str, people: Sequence[str]) -> str:
    if len(people) >= 2:
        return f"Introduce {people[0]} to {joined(people[1:])}"
    if _starts_with_verb(said):
        said = re.sub(r"^(?:intro|connect)\b", "introduce", said, flags=re.I)
        return _capital(_with_names(said, people))
    return f"Introduce {people[0]} to {said.removeprefix('to ')}" if people else _capital(said)


def _thanks(said: str, rest: str, who: str) -> str:
    """ "A thank you" and "thanks for the tip" are thanked for; "a thank-you card" is a thing to send."""
    if rest and not _OPENING.match(rest):
        return f"Send {who} {said}"
    return f"Thank {who} {rest}".strip()


def _with_names(said: str, people: Sequence[str]) -> str:
    """The user's words with the full name in place of "her" or "Mei", or added at the end."""
    who = joined(people)
    if all(name.casefold() in said.casefold() for name in people):
        return said
    first_name = people[0].split(" ")[0]
    spot = re.search(rf"\b{re.escape(first_name)}\b", said, re.I) or _HER.search(said)
    if spot:
        return f"{said[: spot.start()]}{who}{said[spot.end() :]}"
    verb = said.split(" ")[0].lower()
    if verb == "thank":
        return f"thank {who} {said[5:].strip()}".strip()
    return f"{said} {'to' if verb in _TO_SOMEONE else 'for'} {who}"


def _starts_with_verb(said: str) -> bool:
    return said.split(" ")[0].lower() in _VERBS


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _small(said: str) -> str:
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said


def past(line: str) -> str:
    """A title once it is done: "Introduced Ana Ruiz to Ben Okafor", "Sent Mei Kobayashi the pricing article"."""
    verb, _, rest = line.partition(" ")
    done = _DONE.get(verb.lower())
    return f"{done} {rest}" if done else f"Kept your word: {inside(line)}"
