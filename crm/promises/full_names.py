"""The words of a promise with the full name of whom it is to, where they say "her", "his" or a first name. Pure."""

import re
from collections.abc import Sequence

from crm.text.names import first_name

# After these "her" is the person and not the owner of a thing: "send her flowers", but "review her CV".
_TO_SOMEONE = frozenset(
    ("bring", "email", "forward", "give", "lend", "mail", "pass", "return", "send", "share", "show")
)
_ASKED = ("ask", "remind", "tell", "thank")  # never without somebody right behind
_SOMEONE_FIRST = (_TO_SOMEONE - {"return"}) | {
    "ask", "buy", "call", "connect", "drop", "find", "get", "help", "intro", "introduce", "invite", "let", "make", "message", "order",
    "pay", "phone", "ping", "recommend", "refer", "remind", "ring", "save", "teach", "tell", "text", "thank", "update", "wish", "write",
}  # fmt: skip
# In front of a first name: "in May" is a month, whoever is called so.
NO_DATE = "".join(
    rf"(?<!\b{word} )" for word in ("in", "on", "by", "until", "since", "before", "after", "early", "late", "next", "last", "this")
)  # fmt: skip
_OBJECT = re.compile(r"\b(?:him|them)\b", re.I)
_HER = re.compile(
    r"\bher\b(?P<owns> (?!the |an? |my |some |to |for |with |about |and |at |in |on |how |what |when |if )\w)?",
    re.I,
)
_OWNER = re.compile(r"\b(?:his|their)\b(?= \w)", re.I)


def join_names(names: Sequence[str]) -> str:
    """ "Ana", "Ana and Ben", "Ana, Ben and Priya"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def with_full_names(said: str, people: Sequence[str]) -> str:
    """Words that begin with a verb, with the full names in them, or added at the end."""
    who, verb = join_names(people), said.split(" ")[0].lower()
    if all(name.casefold() in said.casefold() for name in people):
        return said
    for found in (_each_named(said, people), _first_name(said, people[0], who), _pronoun(said, verb, who)):
        if found:
            return found
    if verb in _ASKED:
        return f"{verb} {who} {said[len(verb) :].strip()}".strip()
    return f"{said} {'to' if verb in _TO_SOMEONE else 'for'} {who}"


def without_names(said: str, people: Sequence[str]) -> str:
    """A thing or a question, to be named behind the person: "the report for Tom" is "the report"."""
    for name in (join_names(people), *people, *map(first_name, people)):
        one = re.escape(name)
        said = re.sub(rf"^(?:with |to )?{one}\s+(?=\w)|\s+(?:for|to|with)\s+{one}$", "", said, flags=re.I)
        said = re.sub(rf"\b{one}['’](?:s\b|(?= ))", "their", said, flags=re.I)
    return said


def _each_named(said: str, people: Sequence[str]) -> str:
    """ "Recommend Tom to Ana" names both where they belong."""
    for name in people:
        named = _first_name(said, name, name) if name.casefold() not in said.casefold() else said
        if not named or len(people) == 1:
            return ""
        said = named
    return said


def _first_name(said: str, name: str, who: str) -> str:
    """In small letters only right after the verb: "ask will how it went", but "ask whether it will work"."""
    first = re.escape(first_name(name))
    spot = re.search(rf"{NO_DATE}\b{first}\b", said) or re.match(rf"\w+ {first}\b", said, re.I)
    if spot is None:
        return ""
    start = spot.end() - len(first_name(name))
    return f"{said[:start]}{who}{said[spot.end() :]}"


def _pronoun(said: str, verb: str, who: str) -> str:
    """ "Review her CV" is Ana Ruiz’s CV; "send her flowers" goes to Ana Ruiz."""
    if spot := _OBJECT.search(said):
        return f"{said[: spot.start()]}{who}{said[spot.end() :]}"
    if spot := _HER.search(said):
        owns = spot["owns"] and not (verb in _SOMEONE_FIRST and said[: spot.start()].count(" ") == 1)
        if not (owns and verb in _TO_SOMEONE):
            return f"{said[: spot.start()]}{who}{'’s' if owns else ''}{said[spot.start() + 3 :]}"
    spot = _OWNER.search(said) if verb not in _SOMEONE_FIRST | _TO_SOMEONE else None
    return f"{said[: spot.start()]}{who}’s{said[spot.end() :]}" if spot else ""
