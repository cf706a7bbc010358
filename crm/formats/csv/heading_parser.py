"""Parses a heading into known phrases: the field, its qualifiers and its number, in any language."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from crm.formats.csv.column_fields import normalize_heading
from crm.formats.csv.vocabulary import LANGUAGES, Sense, lexicon

_MAX_LENGTH = 80  # characters; longer text is not a heading
_ASIDE = re.compile(r"[(\[{]([^)\]}]{0,200})[)\]}]")
_COUNTED = re.compile(r"\b([^\W\d]{2,})(\d{1,2})\b")  # email2, line1
_JOINTS = ("", "s", "es", "n", "en")
_MIN_WORD = 3  # letters of a word within a compound

Senses = dict[str, list[Sense]]


class Heading(NamedTuple):
    """The phrases of a heading in order, each with its senses by language. `is_whole`: it has no unknown word."""

    phrases: tuple[Senses, ...]
    number: str
    is_whole: bool


class Interpretation(NamedTuple):
    """A heading in one language. `nouns` are fields; `qualifiers` qualify them. `is_of_one_language`: ignored words belong to
    a language of the nouns; in "Last met", "met" is not the Dutch word for "with".
    """

    nouns: tuple[Sense, ...]
    qualifiers: frozenset[str]
    is_of_others: bool
    is_of_one_language: bool


@lru_cache(maxsize=4096)
def parse_heading(name: str) -> Heading:
    """Words in brackets count if they are known, and are ignored if not."""
    if len(name) > _MAX_LENGTH:
        return Heading((), "", False)
    if normalize_heading(name) in lexicon().senses:
        return _phrases(normalize_heading(name))
    outside, inside = _ASIDE.sub(" ", name), " ".join(_ASIDE.findall(name))
    if not normalize_heading(outside):
        outside, inside = inside, ""
    main, more = (_phrases(_COUNTED.sub(r"\1 \2", normalize_heading(part))) for part in (outside, inside))
    phrases = (*main.phrases, *more.phrases)
    return Heading(phrases, main.number or more.number, main.is_whole)


def languages_of(headings: Iterable[Heading]) -> tuple[str, ...]:
    """All languages, ordered by how many of the headings are in them."""
    votes: Counter[str] = Counter()
    for one in headings:
        for senses in one.phrases:
            for language in senses:
                votes[language] += 60 // len(senses)
    return tuple(sorted(LANGUAGES, key=lambda language: (-votes[language], LANGUAGES.index(language))))


def interpret(one: Heading, languages: Sequence[str]) -> Interpretation:
    """Interpret each phrase in the first of these languages that has it: tables mix languages."""
    chosen = [
        next(senses[language] for language in languages if language in senses) for senses in one.phrases
    ]
    sure = [senses[0] for senses in chosen if len({sense.kind for sense in senses}) == 1]
    has_noun = any(sense.kind == "field" for sense in sure)
    senses_chosen = [_disambiguate(senses, has_noun) for senses in chosen]
    if any(sense.kind == "alone" for sense in senses_chosen):
        if len(senses_chosen) > 1:
            return Interpretation((), frozenset(), True, True)
        senses_chosen = [Sense("field", *senses_chosen[0][1:])]
    pairs = list(zip(one.phrases, senses_chosen, strict=True))
    noun_languages = {language for senses, sense in pairs if sense.kind == "field" for language in senses}
    return Interpretation(
        tuple(dict.fromkeys(sense for sense in senses_chosen if sense.kind == "field")),
        frozenset(sense.word for sense in senses_chosen if sense.kind == "beside"),
        any(sense.kind == "others" for sense in senses_chosen),
        all(
            not noun_languages.isdisjoint(senses)
            for senses, sense in pairs
            if noun_languages and sense.kind == "ignored"
        ),
    )


def _disambiguate(senses: list[Sense], has_noun: bool) -> Sense:
    """A label is a tag, but beside a phone it qualifies the phone."""
    wanted = "beside" if has_noun else "field"
    return next((sense for sense in senses if sense.kind == wanted), senses[0])


def _phrases(words: str) -> Heading:
    """Longest phrase first, from the left."""
    known, max_words = lexicon()
    rest, found, number, is_whole = words.split(), [], "", True
    while rest:
        length = next(
            (count for count in range(min(max_words, len(rest)), 0, -1) if " ".join(rest[:count]) in known), 0
        )
        if length:
            found.append(known[" ".join(rest[:length])])
        elif rest[0].isdecimal() and len(rest[0]) < 3:
            number = number or str(int(rest[0]))
        elif parts := _compound(rest[0]):
            together = " ".join(parts)
            found += [known[together]] if together in known else [known[part] for part in parts]
        else:
            is_whole = False
        rest = rest[max(length, 1) :]
    return Heading(tuple(found), number, is_whole)


@cache
def _compound(word: str) -> tuple[str, ...]:
    """ "privatadresse", "geschaftsadresse", "firstname": the known words of a compound, or nothing if it is not clear."""
    known = lexicon().senses
    for at in range(len(word) - _MIN_WORD, _MIN_WORD - 1, -1):
        head, tail = word[:at], word[at:]
        if head not in known:
            continue
        for joint in _JOINTS:
            rest = tail.removeprefix(joint) if tail.startswith(joint) else ""
            if len(rest) >= _MIN_WORD and (rest in known or _compound(rest)):
                return (head, rest) if rest in known else (head, *_compound(rest))
    return ()
