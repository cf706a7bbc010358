"""The person whom the first words of a command name, so that quotes around a name may be omitted."""

from collections.abc import Sequence

from crm.errors import ChoiceNeeded, NothingFound
from crm.people.lookup import find_person
from crm.storage.reading import Reader

_MOST_WORDS = 12


def leading_person(read: Reader, words: Sequence[str]) -> tuple[int | None, list[str]]:
    """The longest beginning of the words that names one person, and the words after it. Raises ChoiceNeeded."""
    unclear: ChoiceNeeded | None = None
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        try:
            return find_person(read, " ".join(words[:length])), list(words[length:])
        except ChoiceNeeded as choice:
            unclear = unclear or choice
        except NothingFound:
            continue
    if unclear is not None:
        raise unclear
    return None, list(words)
