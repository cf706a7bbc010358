"""One sentence that presents a person without saying who it is, for a question asked before both have agreed. Pure."""

import re

from crm.drafts.person_details import DraftPerson
from crm.drafts.presenting_sentence import presenting_sentence

_WORD = re.compile(r"[^\W\d_]{2,40}")
_BARE = "this is someone. "  # before a line that is no clause
_TOO_COMMON = frozenset(
    ("and", "the", "of", "for", "in", "at", "to", "co", "ltd", "inc", "gmbh", "studio", "group")
)


def anonymous_sentence(person: DraftPerson, reason: str = "") -> str:
    """ "It is someone who runs a small packaging studio in Leith." Parts that would give away the name or the
    organisation are left out, the user's `reason` among them."""
    blurb = "" if names_person(person.blurb, person) else person.blurb
    title = "" if names_person(person.title, person) else person.title
    topics = [
        tuple(one for one in each if not names_person(one, person))
        for each in (person.looking_for, person.can_help_with)
    ]
    hidden = DraftPerson("someone", "It", "", blurb, title, "", *topics)
    sentence = presenting_sentence(hidden, "" if names_person(reason, person) else reason)
    if sentence.startswith("I would like you to meet someone."):
        return sentence.replace(
            "I would like you to meet someone.", "It is someone you might like to meet.", 1
        )
    if sentence.startswith(_BARE):
        return sentence.removeprefix(_BARE)
    first, _, rest = sentence.partition(". It ")
    first = re.sub(r"^It ", "It is someone who ", first)
    return f"{first}. They {_plural(rest)}" if rest else first


def names_person(text: str, person: DraftPerson) -> bool:
    """Whether the text has a word of the person's name or organisation in it."""
    private = {
        word.casefold() for word in _WORD.findall(f"{person.name} {person.first_name} {person.organisation}")
    }
    return bool((private - _TOO_COMMON) & {word.casefold() for word in _WORD.findall(text)})


def _plural(clause: str) -> str:
    """ "is looking for" -> "are looking for"."""
    return re.sub(r"^is ", "are ", clause)
