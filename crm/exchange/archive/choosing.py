"""Which rows an archive holds: all of them, or what belongs to some people.

A selection may be given away, so that it names nobody else: meetings come with the chosen ones who were there, promises,
introductions and shares only where everyone they name is chosen. Settings, what was put off and the texts typed stay.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_IN = "IN (SELECT value FROM json_each(:ids))"
_THEIRS = f"person_id {_IN}"
_MEETINGS = f"SELECT meeting_id FROM attendance WHERE {_THEIRS}"
_PROMISES = f"""
SELECT p.id FROM promise p WHERE (p.by_person_id IS NULL OR p.by_person_id {_IN})
AND (p.by_person_id IS NOT NULL OR EXISTS (SELECT 1 FROM promise_person pp WHERE pp.promise_id = p.id AND pp.person_id {_IN}))
AND NOT EXISTS (SELECT 1 FROM promise_person pp WHERE pp.promise_id = p.id AND pp.person_id NOT {_IN})
"""
_INTRODUCTIONS = f"""
SELECT i.id FROM introduction i WHERE (i.by_person_id IS NULL OR i.by_person_id {_IN})
AND EXISTS (SELECT 1 FROM introduction_side s WHERE s.introduction_id = i.id AND s.person_id {_IN})
AND NOT EXISTS (SELECT 1 FROM introduction_side s WHERE s.introduction_id = i.id AND s.person_id NOT {_IN})
AND (i.promise_id IS NULL OR i.promise_id IN ({_PROMISES}))
"""
_ITEMS = f"""
SELECT id FROM item WHERE (from_person_id IS NULL OR from_person_id {_IN}) AND (from_person_id {_IN}
OR id IN (SELECT item_id FROM share WHERE {_THEIRS}) OR id IN (SELECT item_id FROM promise WHERE id IN ({_PROMISES})))
"""
_SELECTION = {
    "person": f"id {_IN}",
    "organisation": f"id IN (SELECT organisation_id FROM role WHERE {_THEIRS})",
    "tag": f"id IN (SELECT tag_id FROM person_tag WHERE {_THEIRS})",
    "import": f"id IN (SELECT import_id FROM card WHERE {_THEIRS})",
    "topic": f"""id IN (SELECT topic_id FROM person_topic WHERE {_THEIRS})
      OR id IN (SELECT topic_id FROM item_topic WHERE item_id IN ({_ITEMS}))""",
    "meeting": f"id IN ({_MEETINGS})",
    "promise": f"id IN ({_PROMISES})",
    "promise_person": f"promise_id IN ({_PROMISES})",
    "introduction": f"id IN ({_INTRODUCTIONS})",
    "introduction_side": f"introduction_id IN ({_INTRODUCTIONS})",
    "item": f"id IN ({_ITEMS})",
    "item_topic": f"item_id IN ({_ITEMS})",
    "share": f"{_THEIRS} AND item_id IN ({_ITEMS})",
    "not_same": f"a_id {_IN} AND b_id {_IN}",
    "blob": f"sha256 IN (SELECT photo FROM person WHERE id {_IN})",
    **dict.fromkeys(
        ("contact_point", "role", "person_tag", "note", "other_property", "card", "person_topic", "attendance",
         "advice", "ask"), _THEIRS),
}  # fmt: skip
"""A table not named here stays out of a selection."""


@dataclass(frozen=True, slots=True)
class Chosen:
    is_selection: bool = False
    values: Mapping[str, str] = field(default_factory=dict)

    def where(self, table: str) -> str:
        return _SELECTION.get(table, "0") if self.is_selection else "1"


def everything() -> Chosen:
    return Chosen()


def chosen_rows(person_ids: Sequence[int]) -> Chosen:
    return Chosen(True, {"ids": json.dumps(list(person_ids))})
