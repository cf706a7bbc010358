"""Members of address book groups: who they are, and for whom the tag would be new."""

from dataclasses import dataclass
from typing import NamedTuple

from crm.importing.choice import CardKey
from crm.importing.found_cards import FoundCard, Preview
from crm.matching.identity import uid_key
from crm.storage.reading import Reader
from crm.text.folding import fold

_TAGGED = "SELECT pt.person_id, t.name FROM person_tag pt JOIN tag t ON t.id = pt.tag_id"


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is empty for a member who is neither in the book nor in the files."""

    name: str
    is_new: bool  # whether the tag is new for this person


def members(read: Reader, found: Preview) -> dict[CardKey, list[Member]]:
    groups = {
        (index, card.number): card
        for index, file in enumerate(found.files)
        for card in file.found
        if card.status == "group"
    }
    if not groups:
        return {}
    people = _People(found, read)
    tagged = {(one, fold(tag)) for one, tag in read.connection.execute(_TAGGED)}
    return {
        (index, number): [_member(people.found(index, uid), group, tagged) for uid in group.members]
        for (index, number), group in groups.items()
    }


class _FoundPerson(NamedTuple):
    person: int | None  # None if the person is not in the book
    name: str


class _People:
    """People by UID, looked up in the same order as by GroupTags."""

    def __init__(self, found: Preview, read: Reader) -> None:
        rows = read.connection.execute("SELECT uid, id, full_name FROM person")
        self._book = {uid_key(uid): _FoundPerson(one, name) for uid, one, name in rows}
        self._in_file: dict[tuple[int, str], _FoundPerson] = {}
        self._in_any: dict[str, _FoundPerson] = {}
        for index, file in enumerate(found.files):
            for card in file.found:
                if card.card is not None and (uid := uid_key(card.card.record.uid)):
                    self._add(index, uid, card)

    def _add(self, index: int, uid: str, card: FoundCard) -> None:
        person_id = card.person if card.person and card.person > 0 and card.status != "possible" else None
        found = _FoundPerson(person_id, card.name)
        self._in_any.setdefault(uid, found)
        if person_id is not None or card.uid_is_taken:
            self._in_file.setdefault((index, uid), found)

    def found(self, index: int, uid: str) -> _FoundPerson:
        key = uid_key(uid)
        found = self._in_file.get((index, key)) or self._book.get(key) or self._in_any.get(key)
        return found or _FoundPerson(None, "")


def _member(one: _FoundPerson, group: FoundCard, tagged: set[tuple[int, str]]) -> Member:
    is_tagged = one.person is not None and (one.person, fold(group.name)) in tagged
    return Member(one.name, bool(one.name) and not is_tagged)
