"""Index of very many people by similar names, in flat arrays; finds candidates for a name with a spelling slip."""

from array import array

from crm.matching.compact_index import CompactIndex
from crm.matching.likeness import Name
from crm.matching.nearness import blocking_keys, lookup_keys, may_be_similar

MAX_PEOPLE = 200_000
"""Above this number, common names have similar namesakes by chance: only equal names are searched for."""
_MAX_PER_BLOCKING_KEY = 80


class CompactNameIndex:
    """The compact counterpart of PeopleIndex.similar_names: entries by blocking key, each with the word to compare."""

    def __init__(self) -> None:
        self._entries = CompactIndex(_MAX_PER_BLOCKING_KEY)
        self._people = array("q", [0])
        self._words = array("I", [0])
        self._numbers: dict[str, int] = {}
        self._spelled: list[str] = []
        self._count = 0

    def add(self, name: Name, person_id: int) -> None:
        if name.is_placeholder or self._count >= MAX_PEOPLE:
            return
        self._count += 1
        for blocking_key, word in blocking_keys(name):
            number = self._numbers.setdefault(word, len(self._numbers))
            if number == len(self._spelled):
                self._spelled.append(word)
            self._entries.add((hash(blocking_key),), len(self._people))
            self._people.append(person_id)
            self._words.append(number)

    def candidates(self, name: Name) -> list[int]:
        """People whose name may be similar to this one."""
        found: dict[int, None] = {}
        for blocking_key, word in () if name.is_placeholder else lookup_keys(name, blocking_keys(name)):
            for entry in self._entries.candidates((hash(blocking_key),)):
                if may_be_similar(word, self._spelled[self._words[entry]]):
                    found[self._people[entry]] = None
        return list(found)
