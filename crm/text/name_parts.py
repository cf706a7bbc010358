"""Splitting the words of a name: cuts titles and suffixes off its ends and finds the start of the family name."""

from collections.abc import Callable

from crm.text import name_words
from crm.text.folding import fold
from crm.text.name_titles import AFTER_ANOTHER, TITLES, is_title

_SCHOOLS = ("(fh)", "(univ.)")  # kinds of school that follow a degree
_TITLES_AFTER = ("dr", "prof")  # titles without a full stop that may follow a name
_EAST_ASIAN = (
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U00020000", "\U0003ffff"),
)
"""Ranges, first and last; a regular expression with so many characters takes 3 ms to compile at each start."""


def cut_titles(name: list[str]) -> list[str]:
    """Remove titles from the front; at least one word remains. "RA" and "The" count only before another title (RA Dr. Weiß)."""
    before = len(name) > 2 and (name[0].isupper() or name[0] == "The") and _is_dotted_title(name[1])
    cut = [name.pop(0), name.pop(0)] if before else []
    return _cut(
        name, lambda: 0, lambda word, titles: _continues_title(word, titles) or is_title(fold(word)), cut
    )


def cut_titles_behind(name: list[str]) -> list[str]:
    """Remove titles from the end, where directories put them: Hans Prof. Dr."""
    cut = _cut(name, lambda: len(name) - 1, lambda word, _: _is_title_behind(word), [])
    return cut[::-1]


def _is_title_behind(word: str) -> bool:
    return bare(word) in _TITLES_AFTER or (word.endswith(".") and bare(word) in TITLES)


def _is_dotted_title(word: str) -> bool:
    return word.endswith((".", ")")) and (is_title(fold(word)) or word.lower() in _SCHOOLS)


def _continues_title(word: str, titles: list[str]) -> bool:
    """Whether a word continues a title: Dr. med., Mr. & Mrs. Capitalised without a full stop it is a name: Dr. Phil Meier."""
    if not titles:
        return False
    is_part = bare(word) in AFTER_ANOTHER and (word.endswith(".") or word.islower())
    return is_part or word.lower() in _SCHOOLS


def cut_suffixes(name: list[str]) -> list[str]:
    """Remove suffixes from the end; at least one word remains."""
    if [bare(word) for word in name[-2:]] == ["ph", "d"] and len(name) > 2:
        cut = name[-2:]
        del name[-2:]
        return [*cut_suffixes(name), *cut]
    cut = _cut(name, lambda: len(name) - 1, lambda word, _: _is_suffix(word, name), [])
    return cut[::-1]


def _cut(
    name: list[str], position: Callable[[], int], is_cut: Callable[[str, list[str]], bool], cut: list[str]
) -> list[str]:
    while len(name) > 1 and is_cut(name[position()], cut):
        cut.append(name.pop(position()))
    return cut


def _is_suffix(word: str, name: list[str]) -> bool:
    plain = bare(word)
    if plain in name_words.GENERATIONS or plain in name_words.DEGREES:
        return True
    if plain in name_words.LATE_GENERATIONS or (plain in name_words.SMALL_GENERATIONS and word.islower()):
        return len(name) > 2
    if plain in name_words.DOTTED_GENERATIONS:
        return word.endswith(".")
    if plain in name_words.CAPITAL_DEGREES and len(name) > 2:
        is_written_so = sum(map(str.isupper, word)) > 1 and not name[0].isupper()
        return is_written_so or "." in word[:-1]
    return plain.startswith("dipl-")


def family_start(name: list[str], least: int) -> int:
    """Index at which the family name begins: the last word with its particles and linked words."""
    start = max(least, len(name) - 1)
    while start > least:
        if is_particle(name[start - 1]):
            start -= 1
        elif name[start - 1] in name_words.LINKS and start - 1 > least:
            start -= 2
        else:
            break
    return start


def is_particle(word: str) -> bool:
    plain = bare(word).strip("'’")
    return plain in name_words.PARTICLES or (plain in name_words.SMALL_PARTICLES and word.islower())


def is_east_asian(name: str) -> bool:
    """Whether every word is Chinese, Japanese or Korean: family name first, and no separator between the parts."""
    words = name.split()
    return bool(words) and all(any(map(_is_east_asian, word)) for word in words)


def _is_east_asian(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _EAST_ASIAN)


def bare(word: str) -> str:
    """Folded, without full stops."""
    return fold(word).replace(".", "")


def letters(name: list[str]) -> list[str]:
    """The first letter or digit of each word that has one."""
    return [letter for word in name if (letter := next(filter(str.isalnum, word), ""))]
