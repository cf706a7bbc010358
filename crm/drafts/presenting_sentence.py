"""One sentence that introduces a person to another, from stored texts only. Pure."""

from crm.drafts.person_details import DraftPerson
from crm.text.shared_phrases import wanted


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
        sentence = " ".join([clauses[0], *(f"{person.first_name} {clause}." for clause in clauses[1:])])
    else:
        # Avoids three clauses joined by "and".
        separator = f". {person.first_name} " if " and " in clauses[0] else " and "
        sentence = f"{person.first_name} {separator.join(clauses)}."
    more = reason.strip().rstrip(".")
    return f"{sentence} {more[:1].upper()}{more[1:]}." if more else sentence


def _occupation_clause(person: DraftPerson) -> str:
    """A clause to follow the first name, or whole sentences ending in a full stop."""
    blurb = person.blurb.rstrip(".")
    if blurb:
        return _blurb_clause(person, blurb)
    if person.title and person.organisation:
        return f"is {_decapitalise(person.title)} at {person.organisation}"
    if person.organisation:
        return f"works at {person.organisation}"
    return f"is {wanted(_decapitalise(person.title))}" if person.title else ""


def _blurb_clause(person: DraftPerson, blurb: str) -> str:
    first = blurb.split(" ")[0]
    if first == person.first_name:
        return blurb.removeprefix(person.name).removeprefix(person.first_name).strip()
    if first.lower() in ("a", "an", "the"):
        return f"is {_decapitalise(blurb)}"
    is_verb = first.isalpha() and first.lower().endswith("s") and not first.lower().endswith("ss")
    return _decapitalise(blurb) if is_verb and ". " not in blurb else f"this is {person.name}. {blurb}."


def _topic_clause(person: DraftPerson) -> str:
    if person.can_help_with:
        return f"can help with {' and '.join(person.can_help_with[:2])}"
    return f"is looking for {wanted(person.looking_for[0])}" if person.looking_for else ""


def _decapitalise(text: str) -> str:
    """Lower-cases the first letter, except of an abbreviation such as CEO."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text
