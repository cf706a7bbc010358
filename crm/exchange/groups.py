"""Groups of an address book: who of the members is known, and whom the tag would be new for."""

from dataclasses import dataclass

from crm.exchange.found import FoundCard, Preview
from crm.exchange.ready import uid_key
from crm.folding import fold
from crm.storage.reading import Reader

_PEOPLE = "SELECT lower(uid), id, full_name FROM person"
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
    names: dict[str, tuple[int | None, str]] = _in_files(found)
    names |= {uid_key(uid): (one, name) for uid, one, name in read.connection.execute(_PEOPLE)}
    tagged = {(one, fold(tag)) for one, tag in read.connection.execute(_TAGGED)}
    return {
        key: [_member(uid, group, names, tagged) for uid in group.members] for key, group in groups.items()
    }


def _in_files(found: Preview) -> dict[str, tuple[int | None, str]]:
    """Cards by their UID: who they are in the book, where they are somebody there."""
    by_uid: dict[str, tuple[int | None, str]] = {}
    for file in found.files:
        for card in file.found:
            if card.card is not None and card.card.ready.uid:
                known = card.person if card.person and card.person > 0 and card.status != "possible" else None
                by_uid.setdefault(uid_key(card.card.ready.uid), (known, card.name))
    return by_uid


def _member(
    uid: str, group: FoundCard, names: dict[str, tuple[int | None, str]], tagged: set[tuple[int, str]]
) -> Member:
    person, name = names.get(uid_key(uid), (None, ""))
    has_it = person is not None and (person, fold(group.name)) in tagged
    return Member(name, bool(name) and not has_it)
