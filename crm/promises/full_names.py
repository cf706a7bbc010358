"""Replaces pronouns and first names in the words of a promise by full names. Pure functions."""

import re
from collections.abc import Sequence

from crm.text.names import first_name

# After these verbs "her" is an object, not a possessive: "send her flowers", but "review her CV".
_RECIPIENT_VERBS = frozenset(
    ("bring", "email", "forward", "give", "lend", "mail", "pass", "return", "send", "share", "show")
)
_PERSON_OBJECT_VERBS = ("ask", "remind", "tell", "thank")  # always directly followed by a person
_VERBS_BEFORE_PERSON = (_RECIPIENT_VERBS - {"return"}) | {
    "ask", "buy", "call", "connect", "drop", "find", "get", "help", "intro", "introduce", "invite", "let", "make", "message", "order",
    "pay", "phone", "ping", "recommend", "refer", "remind", "ring", "save", "teach", "tell", "text", "thank", "update", "wish", "write",
}  # fmt: skip
# Excludes date words before a first name: "in May" is a month.
NOT_AFTER_DATE_WORD = "".join(
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


def with_full_names(text: str, people: Sequence[str]) -> str:
    """Inserts the full names into words that begin with a verb, or appends them."""
    full_names, verb = join_names(people), text.split(" ")[0].lower()
    if all(name.casefold() in text.casefold() for name in people):
        return text
    for found in (
        _replace_each(text, people),
        _replace_first_name(text, people[0], full_names),
        _replace_pronoun(text, verb, full_names),
    ):
        if found:
            return found
    if verb in _PERSON_OBJECT_VERBS:
        return f"{verb} {full_names} {text[len(verb) :].strip()}".strip()
    return f"{text} {'to' if verb in _RECIPIENT_VERBS else 'for'} {full_names}"


def without_names(text: str, people: Sequence[str]) -> str:
    """Removes the names from an object or question: "the report for Tom" becomes "the report"."""
    for name in (join_names(people), *people, *map(first_name, people)):
        pattern = re.escape(name)
        text = re.sub(
            rf"^(?:with |to )?{pattern}\s+(?=\w)|\s+(?:for|to|with)\s+{pattern}$", "", text, flags=re.I
        )
        text = re.sub(rf"\b{pattern}['’](?:s\b|(?= ))", "their", text, flags=re.I)
    return text


def _replace_each(text: str, people: Sequence[str]) -> str:
    """Replaces each first name in place: "Recommend Tom to Ana"."""
    for name in people:
        named = _replace_first_name(text, name, name) if name.casefold() not in text.casefold() else text
        if not named or len(people) == 1:
            return ""
        text = named
    return text


def _replace_first_name(text: str, name: str, full_names: str) -> str:
    """Lower-case names are matched only right after the verb: "ask will how it went", but "ask whether it will work"."""
    first = re.escape(first_name(name))
    match = re.search(rf"{NOT_AFTER_DATE_WORD}\b{first}\b", text) or re.match(rf"\w+ {first}\b", text, re.I)
    if match is None:
        return ""
    start = match.end() - len(first_name(name))
    return f"{text[:start]}{full_names}{text[match.end() :]}"


def _replace_pronoun(text: str, verb: str, full_names: str) -> str:
    """ "Review her CV" is Ana Ruiz’s CV; "send her flowers" goes to Ana Ruiz."""
    if match := _OBJECT.search(text):
        return f"{text[: match.start()]}{full_names}{text[match.end() :]}"
    if match := _HER.search(text):
        is_possessive = match["owns"] and not (
            verb in _VERBS_BEFORE_PERSON and text[: match.start()].count(" ") == 1
        )
        if not (is_possessive and verb in _RECIPIENT_VERBS):
            return f"{text[: match.start()]}{full_names}{'’s' if is_possessive else ''}{text[match.start() + 3 :]}"
    match = _OWNER.search(text) if verb not in _VERBS_BEFORE_PERSON | _RECIPIENT_VERBS else None
    return f"{text[: match.start()]}{full_names}’s{text[match.end() :]}" if match else ""
