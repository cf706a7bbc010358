"""Everyone who may be named in a title: by first name and family name, and by the first name alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from crm.formats.calendar.title_words import title_words
from crm.matching.likeness import SHORTEST, Name, key_of, words_of
from crm.matching.nicknames import variants_of
from crm.matching.people_index import PeopleIndex
from crm.text.folding import fold


class TitleIndex:
    """Keys are words in one spelling, as `spelled` gives them."""

    def __init__(self, known: PeopleIndex, firms: Iterable[str] = (), owner: str = "") -> None:
        """A person called like one of these organisations, or like the owner of the book, is not looked for."""
        self._names = known.names
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, list[int]] = defaultdict(list)
        self._out = {_without_forms(firm) for firm in firms} | {key_of(owner)}
        self.begins: set[str] = set()  # how names may begin
        self._size = 0
        self.keep_up()

    def keep_up(self) -> None:
        """With those who came to be known since: they stand at the end."""
        new = len(self._names) - self._size
        self._size = len(self._names)
        for one in islice(reversed(self._names), new):
            name = self._names[one]
            if name.key and name.key not in self._out and not name.is_placeholder and not name.is_firm:
                self._add(one, name)

    def whole(self, words: Sequence[str]) -> list[int]:
        """Who has this first name, or one that goes with it, and this family name; those of exactly this one first."""
        exact = self._fitting(words[0], words)
        if exact:
            return exact
        forms = sorted(variants_of(words[0]) - {words[0]})
        return list(dict.fromkeys(one for form in forms for one in self._fitting(form, words)))

    def first(self, folded: str, key: str) -> list[int]:
        """Everyone of that first name or nickname. A short one is compared letter by letter: An is not Ann."""
        found = self._first.get(key, [])
        return found if len(folded) >= SHORTEST else [one for one in found if folded in self._written(one)]

    def _written(self, one: int) -> list[str]:
        name = self._names[one]
        return fold(f"{name.given_part} {name.nickname}").replace(",", " ").split()

    def family_begins(self, one: int, letter: str) -> bool:
        return any(word.startswith(letter) for word in self._names[one].family[:1])

    def _add(self, one: int, name: Name) -> None:
        for first in dict.fromkeys(["".join(_together(name)), *name.nicknames]):
            if first and first not in self._out:
                self._first[first].append(one)
        for first in dict.fromkeys([*name.given[:1], *name.nicknames]):
            self.begins |= {first, *variants_of(first)}
            if name.family:
                self._whole[f"{first} {name.family[-1]}"].append(one)

    def _fitting(self, first: str, words: Sequence[str]) -> list[int]:
        return [one for one in self._whole.get(f"{first} {words[-1]}", ()) if self._is_called(one, words)]

    def _is_called(self, one: int, words: Sequence[str]) -> bool:
        """Whether the whole family name stands at the end, and between only what they are called as well."""
        name = self._names[one]
        family = name.family
        if tuple(words[-len(family) :]) != family or len(words) <= len(family):
            return False
        together = _together(name)
        if words[0] in together[:1] and tuple(words[: len(together)]) != together:
            return False  # Anne Duff is not Anne-Marie Duff
        also = {*name.given, *name.middle}
        return all(
            word in also or (len(word) == 1 and any(each.startswith(word) for each in also))
            for word in words[1 : -len(family)]
        )


def _together(name: Name) -> tuple[str, ...]:
    """The words of the first name alone: two of Anne-Marie, one of Ana María."""
    return words_of(name.given_part.split()[0]) if name.given_part.strip() else ()


def _without_forms(firm: str) -> str:
    """ "Grant GmbH" is Grant."""
    words = fold(firm).replace(",", " ").replace(".", " ").split()
    return key_of(" ".join(word for word in words if word not in title_words("firm")))
