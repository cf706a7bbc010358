"""One sentence that introduces a person to another, from stored texts only. Pure."""

import re
from dataclasses import replace

from crm.drafts.person_details import DraftPerson
from crm.text.folding import fold
from crm.text.shared_phrases import wanted

_SENTENCE_BREAK = re.compile(r"[.!?] (?=\S)")
_HELD_ALONE = frozenset(
    ("head", "chair", "chief", "president", "co-founder", "founder", "managing", "self-employed")
)
_SINGULAR_VERBS = {"are": "is", "have": "has", "do": "does", "were": "was"}


def presenting_sentence(person: DraftPerson, reason: str = "") -> str:
    """ "Ben runs a small packaging studio in Leith and can help with print.", followed by the user's `reason`.

    A reason that presents the person itself ("Ben runs a packaging studio") stands alone.
    """
    if reason.startswith(f"{person.first_name} "):
        return f"{reason.strip().rstrip('.')}."
    clauses = [clause for clause in (_occupation_clause(person), _topic_clause(person)) if clause]
    if not clauses:
        sentence = f"I would like you to meet {person.name}."
    elif clauses[0].endswith("."):
        start = "" if clauses[0].startswith("this is ") else f"{person.first_name} "
        sentence = " ".join(
            [f"{start}{clauses[0]}", *(f"{person.first_name} {clause}." for clause in clauses[1:])]
        )
    else:
        # Avoids three clauses joined by "and".
        separator = f". {person.first_name} " if " and " in clauses[0] else " and "
        sentence = f"{person.first_name} {separator.join(clauses)}."
    return f"{sentence} {as_sentence(reason)}".strip()


def presenting_without_name(person: DraftPerson, reason: str = "") -> str:
    """As `presenting_sentence`, with neither the name nor the organisation: "Someone I know runs a small studio."

    Texts that name the organisation or a part of the name that cannot be replaced are left out.
    """
    someone = replace(
        person,
        name="Someone I know",
        first_name="Someone I know",
        blurb=_without_name(person.blurb, person, "Someone I know"),
        organisation="",
        looking_for=tuple(words for words in person.looking_for if not _names(words, person)),
        can_help_with=tuple(words for words in person.can_help_with if not _names(words, person)),
    )
    clauses = (_occupation_clause(someone), _topic_clause(someone))
    if not any(clauses):
        sentence = "I know someone you might enjoy meeting."
    else:
        sentence = presenting_sentence(someone).replace(". Someone I know ", ". This person ")
        sentence = sentence.replace("this is Someone I know.", "I know someone you might enjoy meeting.", 1)
    return f"{sentence} {as_sentence(_without_name(reason, person, 'this person'))}".strip()


def _without_name(text: str, person: DraftPerson, at_start: str) -> str:
    """The text with the name replaced; empty if a part of the name or the organisation is still in it."""
    for name in (person.name, person.first_name):
        if re.match(rf"{re.escape(name)}\b(?!['’])", text):
            text = at_start + text.removeprefix(name)
        text = re.sub(rf"(?<=[.!?] ){re.escape(name)}\b", "This person", text)
        text = re.sub(rf"\b{re.escape(name)}\b", "this person", text)
    return "" if _names(text, person) else text


def _names(text: str, person: DraftPerson) -> bool:
    parts = [part for part in fold(person.name).split() if len(part) > 1]
    words = set(re.findall(r"\w{1,80}", fold(text)))
    firm = fold(person.organisation)
    return bool(words & set(parts)) or bool(firm and firm in fold(text))


def as_sentence(text: str) -> str:
    """With a capital and a mark at its end; a reason such as "iPhone" keeps its letters."""
    words = text.strip()
    if not words:
        return ""
    ended = _ended(words)
    return ended if words[1:2].isupper() else f"{ended[:1].upper()}{ended[1:]}"


def _occupation_clause(person: DraftPerson) -> str:
    """A clause to follow the first name, or whole sentences ending in a full stop."""
    blurb = person.blurb.rstrip(".?!… ")
    if blurb:
        return _blurb_clause(person, blurb)
    if person.title and person.organisation:
        return f"is {_with_article(person.title)} at {person.organisation}"
    if person.organisation:
        return f"works at {person.organisation}"
    return f"is {wanted(_decapitalise(person.title))}" if person.title else ""


def _blurb_clause(person: DraftPerson, blurb: str) -> str:
    """Of several sentences only the first is fitted to the name; the whole then ends in a full stop."""
    first = blurb.split(" ")[0]
    end = "." if _SENTENCE_BREAK.search(blurb) else ""
    if first == person.first_name or blurb.startswith(f"{person.name} "):
        rest = blurb.removeprefix(person.name) if blurb.startswith(person.name) else blurb.removeprefix(first)
        return f"{rest.strip()}{end}"
    if first.lower() in ("she", "he", "they"):
        return f"{_singular_verb(blurb.split(' ', 1)[-1])}{end}"
    if first.lower() in ("a", "an", "the"):
        return f"is {_decapitalise(blurb)}{end}"
    is_verb = first.isalpha() and first.lower().endswith("s") and not first.lower().endswith(("ss", "his"))
    return f"{_decapitalise(blurb)}{end}" if is_verb else f"this is {person.name}. {as_sentence(blurb)}"


def _singular_verb(words: str) -> str:
    """ "are redoing the labels", said of "they", is "is redoing the labels" of a name."""
    verb, _, rest = words.partition(" ")
    return f"{_SINGULAR_VERBS.get(verb, verb)} {rest}".strip()


def _with_article(title: str) -> str:
    """ "an agent"; a title that one holds alone, such as "head of packaging" or "CEO", has none."""
    words = _decapitalise(title)
    first = words.split(" ")[0]
    return words if first in _HELD_ALONE or " of " in words or first.isupper() else wanted(words)


def _topic_clause(person: DraftPerson) -> str:
    if person.can_help_with:
        return f"can help with {' and '.join(person.can_help_with[:2])}"
    return f"is looking for {wanted(person.looking_for[0])}" if person.looking_for else ""


def _decapitalise(text: str) -> str:
    """Lower-cases the first letter, except of an abbreviation such as CEO."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…", ".”", "?”", "!”")) else f"{words.rstrip(',;:')}."


def outcome_sentence(came_of: str) -> str:
    """What came of something, to stand behind a colon; a prompt for the user where nothing is noted yet."""
    words = came_of.strip()
    return _ended(words) if words else "[in a sentence or two]"
