"""One sentence that presents someone to someone else, from stored words only. Pure."""

from crm.drafts.person_details import DraftPerson
from crm.text.shared_phrases import wanted


def presenting_sentence(one: DraftPerson, reason: str = "") -> str:
    """ "Ben runs a small packaging studio in Leith and can help with print." `reason` is the user's own and goes after."""
    clauses = [clause for clause in (_occupation_clause(one), _topic_clause(one)) if clause]
    if not clauses:
        sentence = f"I would like you to meet {one.name}."
    elif clauses[0].endswith("."):
        sentence = " ".join([clauses[0], *(f"{one.first_name} {clause}." for clause in clauses[1:])])
    else:
        link = f". {one.first_name} " if " and " in clauses[0] else " and "  # three in a row is no sentence
        sentence = f"{one.first_name} {link.join(clauses)}."
    more = reason.strip().rstrip(".")
    return f"{sentence} {more[:1].upper()}{more[1:]}." if more else sentence


def _occupation_clause(one: DraftPerson) -> str:
    """A clause that follows the first name, or whole sentences ending in a full stop."""
    blurb = one.blurb.rstrip(".")
    if blurb:
        return _blurb_clause(one, blurb)
    if one.title and one.organisation:
        return f"is {_decapitalise(one.title)} at {one.organisation}"
    if one.organisation:
        return f"works at {one.organisation}"
    return f"is {wanted(_decapitalise(one.title))}" if one.title else ""


def _blurb_clause(one: DraftPerson, blurb: str) -> str:
    first = blurb.split(" ")[0]
    if first == one.first_name:
        return blurb.removeprefix(one.name).removeprefix(one.first_name).strip()
    if first.lower() in ("a", "an", "the"):
        return f"is {_decapitalise(blurb)}"
    is_verb = first.isalpha() and first.lower().endswith("s") and not first.lower().endswith("ss")
    return _decapitalise(blurb) if is_verb and ". " not in blurb else f"this is {one.name}. {blurb}."


def _topic_clause(one: DraftPerson) -> str:
    if one.can_help_with:
        return f"can help with {' and '.join(one.can_help_with[:2])}"
    return f"is looking for {wanted(one.looking_for[0])}" if one.looking_for else ""


def _decapitalise(text: str) -> str:
    """Lower case at the start, but not of an abbreviation such as CEO."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text
