"""Sentences of notes that say what someone looks for, or can help with. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crm.text.folding import fold

MARKERS = (
    "looking for", "looks for", "searching for", "needs", "wants", "hoping for", "hopes for", "would like",
    "can help with", "knows about", "good at", "expert in", "specialises in", "specializes in", "experience with",
    "experience in",
)  # fmt: skip
"""By these phrases notes are found in the full-text index."""

_MOST_SENTENCES = 60
_LONGEST = 300  # characters of a sentence; a longer one is no statement
_SENTENCE = re.compile(r"[^.!?;\n]{3,300}[.!?;\n]?")
_SEEKS = re.compile(
    r"\b(?:(?:is |are |’s |'s )?(?:still |now |also )?(?:looking|searching|hoping) for|(?:looks|hopes) for|needs"
    r"|wants(?: to find)?|would like) (?P<matter>[^,:()“”\"]{3,120})",
    re.I,
)
_HELPS = re.compile(
    r"\b(?:can help with|knows (?:all |a lot )?about|(?:is )?(?:very )?good at|(?:is )?an? expert in"
    r"|speciali[sz]es in|has (?:a lot of )?experience (?:with|in)) (?P<matter>[^,:()“”\"]{3,120})",
    re.I,
)
_CUT = re.compile(r" (?:and|but|so|because|before|after|when|if|while|although|who|which) ", re.I)
_NOT_THEIRS = re.compile(
    r"\b(?:I|we|I'm|I’m|my|not|never|no longer|was|were|had|used to|isn't|isn’t|doesn't|doesn’t)\b", re.I
)
_FOLLOW_ON = re.compile(r"^(?:her|his|their|its) ", re.I)
_MOST_WORDS = 8


class NoteStatement(NamedTuple):
    """`kind`: looking_for or can_help_with. `matter`: the words after it."""

    person_id: int
    kind: str
    matter: str


def statements_in(note: str, first_names: Mapping[int, str]) -> Iterator[NoteStatement]:
    """`first_names` of those the note is about, by id. With several, a sentence must begin with one of the names."""
    for found in list(_SENTENCE.finditer(note))[:_MOST_SENTENCES]:
        sentence = found[0].strip()
        if sentence.endswith("?") or _NOT_THEIRS.search(sentence):
            continue
        for kind, pattern in (("looking_for", _SEEKS), ("can_help_with", _HELPS)):
            match = pattern.search(sentence)
            person_id = _subject(sentence[: match.start()], first_names) if match else None
            matter = _matter(match["matter"]) if match else ""
            if person_id is not None and matter:
                yield NoteStatement(person_id, kind, matter)


def _subject(before: str, first_names: Mapping[int, str]) -> int | None:
    words = fold(before).replace(":", " ").split()
    named = [one for one, name in first_names.items() if words and words[0] == fold(name)]
    if len(named) == 1:
        return named[0]
    is_someone_else = len(words) > 2 or (
        len(words) > 0 and words[0] not in _PRONOUNS and before[:1].isupper()
    )
    return None if len(first_names) != 1 or is_someone_else else next(iter(first_names))


_PRONOUNS = frozenset(("she", "he", "they", "still", "also", "now", "who", "and", "only", "really"))


def _matter(text: str) -> str:
    words = _FOLLOW_ON.sub("", _CUT.split(text)[0].strip().rstrip(".!?;")).split()
    return " ".join(words) if len(words) <= _MOST_WORDS else ""
