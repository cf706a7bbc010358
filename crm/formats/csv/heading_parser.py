"""One column's name taken apart: which field it names, whose it is, which of several, in whichever language."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from crm.formats.csv.column_fields import plain
from crm.formats.csv.vocabulary import LANGUAGES, Sense, lexicon

_LONGEST = 80  # characters; more is a sentence, and no name of a column
_ASIDE = re.compile(r"[(\[{]([^)\]}]{0,200})[)\]}]")
_COUNTED = re.compile(r"\b([^\W\d]{2,})(\d{1,2})\b")  # email2, line1
_JOINTS = ("", "s", "es", "n", "en")
_SHORTEST = 3  # letters of a word inside another

Senses = dict[str, list[Sense]]


class Heading(NamedTuple):
    """The phrases of a name in order, each with its senses by language. `is_whole`: no word is left that nobody knows."""

    phrases: tuple[Senses, ...]
    number: str
    is_whole: bool


class Read(NamedTuple):
    """A heading in one language. `nouns` are fields; `beside` are the words that say whose or which. `is_of_one_language`:
    the words that change nothing are of a language that has the nouns; in "Last met" the second is no Dutch "with"."""

    nouns: tuple[Sense, ...]
    beside: frozenset[str]
    is_of_others: bool
    is_of_one_language: bool


@lru_cache(maxsize=4096)
def heading(name: str) -> Heading:
    """What a word in brackets says counts where it is known, and does no harm where it is not."""
    if len(name) > _LONGEST:
        return Heading((), "", False)
    if plain(name) in lexicon().senses:
        return _phrases(plain(name))
    outside, inside = _ASIDE.sub(" ", name), " ".join(_ASIDE.findall(name))
    if not plain(outside):
        outside, inside = inside, ""
    main, more = (_phrases(_COUNTED.sub(r"\1 \2", plain(part))) for part in (outside, inside))
    phrases = (*main.phrases, *more.phrases)
    return Heading(phrases, main.number or more.number, main.is_whole)


def languages_of(headings: Iterable[Heading]) -> tuple[str, ...]:
    """All languages, those first in which most of these names are said."""
    votes: Counter[str] = Counter()
    for one in headings:
        for senses in one.phrases:
            for language in senses:
                votes[language] += 60 // len(senses)
    return tuple(sorted(LANGUAGES, key=lambda language: (-votes[language], LANGUAGES.index(language))))


def read(one: Heading, languages: Sequence[str]) -> Read:
    """In the first of these languages that has a phrase, phrase by phrase: tables mix them."""
    chosen = [
        next(senses[language] for language in languages if language in senses) for senses in one.phrases
    ]
    sure = [senses[0] for senses in chosen if len({sense.kind for sense in senses}) == 1]
    has_noun = any(sense.kind == "field" for sense in sure)
    said = [_of_two(senses, has_noun) for senses in chosen]
    if any(sense.kind == "alone" for sense in said):
        if len(said) > 1:
            return Read((), frozenset(), True, True)
        said = [Sense("field", *said[0][1:])]
    pairs = list(zip(one.phrases, said, strict=True))
    spoken = {language for senses, sense in pairs if sense.kind == "field" for language in senses}
    return Read(
        tuple(dict.fromkeys(sense for sense in said if sense.kind == "field")),
        frozenset(sense.word for sense in said if sense.kind == "beside"),
        any(sense.kind == "others" for sense in said),
        all(not spoken.isdisjoint(senses) for senses, sense in pairs if spoken and sense.kind == "ignored"),
    )


def _of_two(senses: list[Sense], has_noun: bool) -> Sense:
    """A label is a tag; beside a phone it says what its values are."""
    wanted = "beside" if has_noun else "field"
    return next((sense for sense in senses if sense.kind == wanted), senses[0])


def _phrases(words: str) -> Heading:
    """The longest phrase first, from the left."""
    known, most = lexicon()
    rest, found, number, is_whole = words.split(), [], "", True
    while rest:
        length = next(
            (count for count in range(min(most, len(rest)), 0, -1) if " ".join(rest[:count]) in known), 0
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
    """ "privatadresse", "geschaftsadresse", "firstname": known words that make it; none where it cannot be told."""
    known = lexicon().senses
    for at in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        head, tail = word[:at], word[at:]
        if head not in known:
            continue
        for joint in _JOINTS:
            rest = tail.removeprefix(joint) if tail.startswith(joint) else ""
            if len(rest) >= _SHORTEST and (rest in known or _compound(rest)):
                return (head, rest) if rest in known else (head, *_compound(rest))
    return ()
