"""A person named at the beginning of a command's words, without quotes: the longest beginning that names one."""

from collections.abc import Sequence

from crm.errors import ChoiceNeeded, NothingFound
from crm.people.lookup import find_person
from crm.storage.reading import Reader


def leading_person(read: Reader, words: Sequence[str]) -> tuple[int | None, list[str]]:
    """The person's id, and the words after the name; None if no beginning names anyone. Raises ChoiceNeeded."""
    unclear: ChoiceNeeded | None = None
    for length in range(len(words), 0, -1):
        try:
            return find_person(read, " ".join(words[:length])), list(words[length:])
        except ChoiceNeeded as choice:
            unclear = unclear or choice
        except NothingFound:
            continue
    if unclear is not None:
        raise unclear
    return None, list(words)
