"""Short references to people for rows and sentences. Pronouns are never guessed."""

from collections.abc import Iterable
from typing import NamedTuple

from crm.storage.reading import Reader
from crm.text import names

_PEOPLE = "SELECT id, uid, full_name, given, pronouns, photo FROM person WHERE id IN ({ids})"


class PersonRef(NamedTuple):
    """`id` is None for a named person who is not in the book."""

    id: int | None
    name: str
    uid: str = ""
    given: str = ""
    pronouns: str = ""
    photo: str | None = None

    @property
    def first_name(self) -> str:
        return names.first_name(self.name, self.given)

    @property
    def subject(self) -> str:
        """Subject of a second sentence: "She" or "He" if the user recorded the pronouns, else the first name."""
        pronoun = self.pronouns.casefold().split("/")[0].strip()
        return {"she": "She", "he": "He"}.get(pronoun, self.first_name)


def person_refs(read: Reader, ids: Iterable[int]) -> dict[int, PersonRef]:
    id_list = ",".join(str(int(one)) for one in sorted(set(ids)))
    if not id_list:
        return {}
    rows = read.rows(_PEOPLE.format(ids=id_list))
    return {
        row["id"]: PersonRef(
            row["id"], row["full_name"], row["uid"], row["given"], row["pronouns"], row["photo"]
        )
        for row in rows
    }
