"""Very many people by what their names nearly are, in flat arrays: who may be meant by a name that was spelled by ear."""

from array import array

from crm.matching.compact_index import Remembered
from crm.matching.likeness import Name
from crm.matching.nearness import may_meet, places, sought

MOST_PEOPLE = 200_000
"""Among more, somebody of a common name has a near namesake by chance: only equal names are looked for then."""
_MOST_OF_ONE_PLACE = 80


class RememberedNames:
    """As Known.nearly finds them: by place, and there by the word that stands in it."""

    def __init__(self) -> None:
        self._entries = Remembered(_MOST_OF_ONE_PLACE)
        self._people = array("q", [0])
        self._words = array("I", [0])
        self._numbers: dict[str, int] = {}
        self._spelled: list[str] = []
        self._many = 0

    def add(self, name: Name, one: int) -> None:
        if name.is_made or self._many >= MOST_PEOPLE:
            return
        self._many += 1
        for place, word in places(name):
            number = self._numbers.setdefault(word, len(self._numbers))
            if number == len(self._spelled):
                self._spelled.append(word)
            self._entries.add((hash(place),), len(self._people))
            self._people.append(one)
            self._words.append(number)

    def among(self, name: Name) -> list[int]:
        """Who may be of nearly this name."""
        found: dict[int, None] = {}
        for place, word in () if name.is_made else sought(name, places(name)):
            for entry in self._entries.among((hash(place),)):
                if may_meet(word, self._spelled[self._words[entry]]):
                    found[self._people[entry]] = None
        return list(found)
