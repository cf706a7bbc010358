"""Why two people could meet, in one sentence, and what to tell each of them about the other. From stored words only."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from crm.introductions.evidence import CAN_HELP_WITH, LOOKING_FOR, Evidence
from crm.people.short_names import PersonRef
from crm.storage.reading import Reader
from crm.text.shared_phrases import article, wanted

_ABOUT = (
    "SELECT p.id, p.blurb, coalesce(r.title, '') AS title, coalesce(o.name, '') AS organisation FROM person p "
    "LEFT JOIN role r ON r.id = (SELECT max(id) FROM role WHERE person_id = p.id AND until_on IS NULL) "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE p.id IN (SELECT value FROM json_each(:ids))"
)

# Titles that stand without "a": "is head of partnerships at Harbour Bank".
_ONE_OF_A_KIND = re.compile(
    r"\b(?:founder|owner|director|head|chief|president|chair|chairman|chairwoman|lead|dean|ceo|cto|cfo|coo)\b",
    re.I,
)


_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|hers|his|them|their|theirs)(?:self|selves)?\b", re.I)


@dataclass(frozen=True, slots=True)
class Reasons:
    """`for_seeker` is about the helper, `for_helper` about the seeker."""

    for_seeker: str
    for_helper: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """`blurb` is the user's own line about a person; `clause` follows a name: "is buyer at Clyde Delis"."""

    blurb: str = ""
    clause: str = ""


def describe_idea(seeker: PersonRef, helper: PersonRef, seeks: Evidence, helps: Evidence) -> str:
    """ "She looks for “a second stockist in Glasgow”; he can help with “Glasgow delis”"."""
    one, other = seeker.subject, helper.subject
    if one == other:
        other = helper.first_name
    if one == other:  # two people of the same first name
        one, other = seeker.name, helper.name
    if other in ("She", "He"):
        other = other.lower()
    seeks_verb = "wants" if _is_infinitive(seeks.words) else "looks for"
    helps_verb = "can help with" if helps.kind == CAN_HELP_WITH else "passed on"
    return f"{one} {seeks_verb} “{seeks.words}”; {other} {helps_verb} “{helps.words}”"


def occupations(read: Reader, ids: Collection[int]) -> dict[int, Occupation]:
    rows = read.rows(_ABOUT, ids=json.dumps(sorted(ids)))
    return {
        row["id"]: Occupation(row["blurb"].strip(), _role_clause(row["title"], row["organisation"]))
        for row in rows
    }


def give_reason(person: PersonRef, occupation: Occupation, evidence: Evidence) -> str:
    """What to tell the other side about this person: "Ben runs a packaging studio. Ben can help with print."

    The name stands in place of a pronoun, as "he" could be taken for the reader of a mail; a line of the user's with
    one is left out.
    """
    name = person.first_name
    if occupation.blurb.split(" ")[0] == name and not _PRONOUN.search(occupation.blurb):
        return f"{occupation.blurb.rstrip('.')}. {name} {_statement(evidence)}."
    known = f"{occupation.clause} and " if occupation.clause else ""
    return f"{name} {known}{_statement(evidence)}."


def _statement(evidence: Evidence) -> str:
    if evidence.kind == CAN_HELP_WITH:
        return f"can help with {evidence.words}"
    if evidence.kind == LOOKING_FOR:
        would_like = _is_infinitive(evidence.words)
        return f"would like {evidence.words}" if would_like else f"is looking for {wanted(evidence.words)}"
    return f"passed on “{evidence.words}” to me"


def _is_infinitive(words: str) -> bool:
    """ "to sell in Norway"."""
    return words.casefold().startswith("to ")


def _role_clause(title: str, organisation: str) -> str:
    plain = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    role = plain if _ONE_OF_A_KIND.search(plain) else f"{article(plain)} {plain}"
    if title and organisation:
        return f"is {role} at {organisation}"
    if organisation:
        return f"works at {organisation}"
    return f"is {role}" if title else ""
