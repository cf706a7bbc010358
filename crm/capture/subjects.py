"""Who a clause is about: a name, she, he, they, or the "who" after a name."""

from dataclasses import dataclass

from crm.capture.clauses import Clause
from crm.capture.draft import NamedPerson
from crm.capture.parse_state import ParseState, by_pronoun
from crm.capture.vocabulary import one_of, words


@dataclass(frozen=True, slots=True)
class Subject:
    people: list[NamedPerson]
    after: int  # the index of the word after it
    tail: str  # what hangs on it: "will", "be" or nothing


def subject_of(reading: ParseState, clause: Clause, start: int | None = None) -> Subject | None:
    at = reading.opening(clause) if start is None else start
    if at >= clause.last or reading.inside[at]:
        return None
    pronoun, tail = _parts(reading.lows[at])
    if pronoun in one_of("people", "relatives") and clause.joint in ("who", ",", "hard"):
        nearest = reading.mentions.before(at)
        return Subject([by_pronoun(nearest.named, pronoun)], at + 1, tail) if nearest else None
    if pronoun in one_of("people", "subject_pronouns"):
        people = reading.point(pronoun)
        return Subject(people, at + 1, tail) if people else None
    return _named(reading, at, clause.last)


def _named(reading: ParseState, at: int, last: int) -> Subject | None:
    mention = reading.mentions.get(at)
    if mention is not None and mention.ending:
        tail = words("clauses")["tails"].get(mention.ending.lower(), "")
        return Subject([mention.named], mention.last, tail) if tail else None
    found = reading.someone(at, last, objects=False)
    return Subject(found[1], found[0], "") if found else None


def _parts(low: str) -> tuple[str, str]:
    """A pronoun and what hangs on it: "she'll" is "she" and "will"."""
    head, mark, tail = low.partition("'")
    return (head, words("clauses")["tails"].get(mark + tail, "?")) if mark else (low, "")
