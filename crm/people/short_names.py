"""A person as a row shows one, and the words that stand for them: never a guess at he or she."""

from collections.abc import Iterable
from typing import NamedTuple

from crm.storage.reading import Reader
from crm.text import names

_PEOPLE = "SELECT id, uid, full_name, given, pronouns, photo FROM person WHERE id IN ({ids})"


class PersonRef(NamedTuple):
    """`id` is None for someone named who is not in the book."""

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
        """How a second sentence begins: "She" only where the user noted so, else the first name."""
        told = self.pronouns.casefold().split("/")[0].strip()
        return {"she": "She", "he": "He"}.get(told, self.first_name)


def person_refs(read: Reader, ids: Iterable[int]) -> dict[int, PersonRef]:
    wanted = ",".join(str(int(one)) for one in sorted(set(ids)))
    if not wanted:
        return {}
    rows = read.rows(_PEOPLE.format(ids=wanted))
    return {
        row["id"]: PersonRef(
            row["id"], row["full_name"], row["uid"], row["given"], row["pronouns"], row["photo"]
        )
        for row in rows
    }
