"""Subject of a clause: a list of names, she, he, they, or the "who" after a name."""

from dataclasses import dataclass

from crm.capture.clauses import Clause, Joint
from crm.capture.draft import NamedPerson
from crm.capture.parse_state import ParseState, by_pronoun
from crm.capture.vocabulary import one_of, words


@dataclass(frozen=True, slots=True)
class Subject:
    people: list[NamedPerson]
    after: int  # the index of the word after it
    tail: str  # contracted verb: "will", "would", "be" or ""


def subject_of(state: ParseState, clause: Clause, start: int | None = None) -> Subject | None:
    at = state.first_word(clause) if start is None else start
    if at >= clause.last or state.quoted[at]:
        return None
    pronoun, tail = _split_contraction(state.lows[at])
    if pronoun in one_of("people", "relatives") and clause.joint in (Joint.RELATIVE, Joint.COMMA, Joint.HARD):
        nearest = state.mentions.before(at)
        return Subject([by_pronoun(nearest.named, pronoun)], at + 1, tail) if nearest else None
    if pronoun in one_of("people", "subject_pronouns"):
        people = state.resolve_pronoun(pronoun)
        return Subject(people, at + 1, tail) if people else None
    return _named(state, at, clause.last)


def _named(state: ParseState, at: int, last: int) -> Subject | None:
    mention = state.mentions.get(at)
    if mention is not None and mention.ending:
        tail = words("clauses")["tails"].get(mention.ending.lower(), "")
        return Subject([mention.named], mention.last, tail) if tail else None
    found = state.people_at(at, last, objects=False)
    return Subject(found.people, found.end, "") if found else None


def _split_contraction(low: str) -> tuple[str, str]:
    """A pronoun and its contracted verb: "she'll" is "she" and "will"."""
    head, mark, tail = low.partition("'")
    return (head, words("clauses")["tails"].get(mark + tail, "?")) if mark else (low, "")
