"""One item of the shelf whole, as its panel shows it."""

from datetime import date
from typing import NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.shelf.interested_people import InterestedPerson, interested_people
from crm.shelf.links import short_link
from crm.storage.reading import Reader

_MOST_WELCOME = 5
_MOST_SHARES = 50
_ITEM = "SELECT id, uid, title, url, why, from_person_id, added_on FROM item WHERE id = :id"
_SHARES = (
    "SELECT s.id, s.person_id, s.sent_on, s.reason, s.landed FROM share s WHERE s.item_id = :id "
    "ORDER BY s.sent_on DESC, s.id DESC LIMIT :limit"
)
_PROMISED = (
    "SELECT DISTINCT pp.person_id FROM promise r JOIN promise_person pp ON pp.promise_id = r.id AND pp.part = 'to' "
    "WHERE r.item_id = :id AND r.kind = 'share' AND r.by_person_id IS NULL AND r.state IN ('open', 'waiting') "
    "AND pp.person_id NOT IN (SELECT person_id FROM share WHERE item_id = :id) ORDER BY r.due_on, pp.place LIMIT 5"
)


class Sent(NamedTuple):
    """One share. `landed` is what the person said of it."""

    id: int
    person: PersonRef
    on: date | None
    reason: str
    landed: str


class WholeItem(NamedTuple):
    id: int
    uid: str
    title: str
    url: str
    why: str
    giver: PersonRef | None
    added_on: date | None
    promised_to: tuple[PersonRef, ...]
    welcome: tuple[InterestedPerson, ...]
    sent: tuple[Sent, ...]
    faces: dict[int, PersonRef]  # of everyone named above

    @property
    def has_own_title(self) -> bool:
        """Whether it is called by more than its link."""
        return not self.url or self.title != short_link(self.url)


def whole_item(read: Reader, item_id: int) -> WholeItem | None:
    row = read.one(_ITEM, id=item_id)
    if row is None:
        return None
    shares = read.rows(_SHARES, id=item_id, limit=_MOST_SHARES)
    promised = read.values(_PROMISED, id=item_id)
    welcome = interested_people(read, item_id, _MOST_WELCOME)
    named = [*promised, *(share["person_id"] for share in shares), *(one.id for one in welcome)]
    faces = person_refs(read, [*named, *([row["from_person_id"]] if row["from_person_id"] else [])])
    return WholeItem(
        row["id"],
        row["uid"],
        row["title"],
        row["url"],
        row["why"],
        faces.get(row["from_person_id"]),
        date.fromisoformat(row["added_on"]) if row["added_on"] else None,
        tuple(faces[person_id] for person_id in promised),
        tuple(one for one in welcome if one.id not in promised),
        tuple(
            Sent(
                share["id"],
                faces[share["person_id"]],
                date.fromisoformat(share["sent_on"]) if share["sent_on"] else None,
                share["reason"],
                share["landed"],
            )
            for share in shares
        ),
        faces,
    )
