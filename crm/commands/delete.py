"""`delete PERSON` or `delete KEY`: removes one person, or one thing; one undo brings everything back."""

from typing import Any

from crm.commands.command_call import Call
from crm.people.lookup import find_person
from crm.things.key import KINDS, parse_key


def run(call: Call) -> int:
    deleted, label = _thing(call) if _names_a_thing(call.text) else _person(call)
    return call.answer({"deleted": deleted}, [f"{label}. Undo brings everything back."])


def _names_a_thing(text: str) -> bool:
    kind, _, number = text.strip().partition("-")
    return kind in KINDS and number.isdecimal()


def _thing(call: Call) -> tuple[Any, str]:
    from crm.things.one import delete  # not needed for a person

    key = parse_key(call.text)
    with call.work() as work:
        delete(work, key)
        return str(key), work.label


def _person(call: Call) -> tuple[Any, str]:
    from crm.people.deleting import delete  # not needed for a thing

    person_id = find_person(call.read, call.text)
    with call.work() as work:
        delete(work, person_id)
        return person_id, work.label
