"""Groups of an address book: who of the members is known, and whom the tag would be new for."""

from dataclasses import dataclass
from typing import NamedTuple

from crm.importing.found_cards import FoundCard, Preview
from crm.matching.identity import uid_key
from crm.storage.reading import Reader
from crm.text.folding import fold

_TAGGED = "SELECT pt.person_id, t.name FROM person_tag pt JOIN tag t ON t.id = pt.tag_id"


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is empty for one who is neither in the book nor in the files."""

    name: str
    is_new: bool  # whether the tag is new for this person


def members(read: Reader, found: Preview) -> dict[tuple[int, int], list[Member]]:
    """Of each group, by the place of its file and its number."""
    groups = {
        (place, card.number): card
        for place, file in enumerate(found.files)
        for card in file.found
        if card.status == "group"
    }
    if not groups:
        return {}
    people = _People(found, read)
    tagged = {(one, fold(tag)) for one, tag in read.connection.execute(_TAGGED)}
    return {
        key: [_member(people.named(key[0], uid), group, tagged) for uid in group.members]
        for key, group in groups.items()
    }


class _Named(NamedTuple):
    person: int | None  # where they are somebody in the book
    name: str


class _People:
    """Who has a UID; in the order in which GroupTags looks for them."""

    def __init__(self, found: Preview, read: Reader) -> None:
        rows = read.connection.execute("SELECT uid, id, full_name FROM person")
        self._book = {uid_key(uid): _Named(one, name) for uid, one, name in rows}
        self._in_file: dict[tuple[int, str], _Named] = {}
        self._in_any: dict[str, _Named] = {}
        for place, file in enumerate(found.files):
            for card in file.found:
                if card.card is not None and (uid := uid_key(card.card.record.uid)):
                    self._add(place, uid, card)

    def _add(self, place: int, uid: str, card: FoundCard) -> None:
        known = card.person if card.person and card.person > 0 and card.status != "possible" else None
        named = _Named(known, card.name)
        self._in_any.setdefault(uid, named)
        if known is not None or card.uid_is_taken:
            self._in_file.setdefault((place, uid), named)

    def named(self, place: int, uid: str) -> _Named:
        key = uid_key(uid)
        named = self._in_file.get((place, key)) or self._book.get(key) or self._in_any.get(key)
        return named or _Named(None, "")


def _member(one: _Named, group: FoundCard, tagged: set[tuple[int, str]]) -> Member:
    has_it = one.person is not None and (one.person, fold(group.name)) in tagged
    return Member(one.name, bool(one.name) and not has_it)
