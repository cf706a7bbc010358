"""Parses a text typed on a person page: that person is meant without being named."""

from datetime import date

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.capture.vocabulary import words

_MAX_NOUN_POSITION = 8  # a meeting noun must be among the first words


def understand_about(text: str, today: date, names: Names, full_name: str) -> Draft:
    """As `understand`, with the person as partner of the meeting, or as the referent of pronouns."""
    plain = understand(text, today, names)
    if plain.meeting is not None:
        return plain
    with_them = _with_partner(text, full_name)
    if with_them:
        draft = understand(with_them, today, names)
        if draft.meeting is not None:
            draft.text = text
            return draft
    lead = f"{full_name}. "
    draft = understand(lead + text, today, names)
    draft.text, draft.note = text, draft.note.removeprefix(lead.strip()).strip()
    return draft


def has_structure(draft: Draft) -> bool:
    return bool(draft.meeting or draft.promises or draft.topics or draft.advice)


def _with_partner(text: str, full_name: str) -> str:
    """ "coffee yesterday" as "coffee with Ana Ruiz yesterday"; empty without a meeting noun."""
    nouns = set(words("meetings")["all_nouns"])
    parts = text.split()
    for at, part in enumerate(parts[:_MAX_NOUN_POSITION]):
        if part.strip(",.:;").lower() in nouns:
            bare = part.rstrip(",.:;")
            return " ".join([*parts[:at], bare, "with", full_name + part[len(bare) :], *parts[at + 1 :]])
    return ""
