"""Index of people for titles: by first and family name, and by first name alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from crm.formats.calendar.title_words import title_words
from crm.matching.likeness import MIN_TYPO_LENGTH, Name, key_of, words_of
from crm.matching.nicknames import variants_of
from crm.matching.people_index import PeopleIndex
from crm.text.folding import fold


class TitleIndex:
    """Keys are words normalised by `normalize_spelling`."""

    def __init__(self, known: PeopleIndex, firms: Iterable[str] = (), owner: str = "") -> None:
        """People named like one of these organisations, or like the owner of the book, are left out."""
        self._names = known.names
        self._by_full_name: dict[str, list[int]] = defaultdict(list)
        self._by_first_name: dict[str, list[int]] = defaultdict(list)
        self._excluded = {_firm_key(firm) for firm in firms} | {key_of(owner)}
        self.first_words: set[str] = set()  # possible first words of names
        self._size = 0
        self.update()

    def update(self) -> None:
        """Add the people who were added to the index since; they are at its end."""
        new = len(self._names) - self._size
        self._size = len(self._names)
        for one in islice(reversed(self._names), new):
            name = self._names[one]
            if name.key and name.key not in self._excluded and not name.is_placeholder and not name.is_firm:
                self._add(one, name)

    def find_full_name(self, words: Sequence[str]) -> list[int]:
        """People with this first name or a variant of it, and this family name; exact matches only, if there are any."""
        exact = self._matching(words[0], words)
        if exact:
            return exact
        forms = sorted(variants_of(words[0]) - {words[0]})
        return list(dict.fromkeys(one for form in forms for one in self._matching(form, words)))

    def find_first_name(self, folded: str, key: str) -> list[int]:
        """Everyone with this first name or nickname. Short names are compared by letters: An is not Ann."""
        found = self._by_first_name.get(key, [])
        return (
            found
            if len(folded) >= MIN_TYPO_LENGTH
            else [one for one in found if folded in self._written_names(one)]
        )

    def _written_names(self, one: int) -> list[str]:
        name = self._names[one]
        return fold(f"{name.given_part} {name.nickname}").replace(",", " ").split()

    def family_begins_with(self, one: int, letter: str) -> bool:
        return any(word.startswith(letter) for word in self._names[one].family[:1])

    def _add(self, one: int, name: Name) -> None:
        for first in dict.fromkeys(["".join(_first_name_words(name)), *name.nicknames]):
            if first and first not in self._excluded:
                self._by_first_name[first].append(one)
        for first in dict.fromkeys([*name.given[:1], *name.nicknames]):
            self.first_words |= {first, *variants_of(first)}
            if name.family:
                self._by_full_name[f"{first} {name.family[-1]}"].append(one)

    def _matching(self, first: str, words: Sequence[str]) -> list[int]:
        return [
            one for one in self._by_full_name.get(f"{first} {words[-1]}", ()) if self._has_name(one, words)
        ]

    def _has_name(self, one: int, words: Sequence[str]) -> bool:
        """Whether the words end with the whole family name, and all words between are also names of the person."""
        name = self._names[one]
        family = name.family
        if tuple(words[-len(family) :]) != family or len(words) <= len(family):
            return False
        together = _first_name_words(name)
        if words[0] in together[:1] and tuple(words[: len(together)]) != together:
            return False  # Anne Duff is not Anne-Marie Duff
        also = {*name.given, *name.middle}
        return all(
            word in also or (len(word) == 1 and any(each.startswith(word) for each in also))
            for word in words[1 : -len(family)]
        )


def _first_name_words(name: Name) -> tuple[str, ...]:
    """The words of the first given name: two for Anne-Marie, one for Ana María."""
    return words_of(name.given_part.split()[0]) if name.given_part.strip() else ()


def _firm_key(firm: str) -> str:
    """ "Grant GmbH" is Grant."""
    words = fold(firm).replace(",", " ").replace(".", " ").split()
    return key_of(" ".join(word for word in words if word not in title_words("firm")))
