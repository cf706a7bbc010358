"""`delete PERSON`: removes one person; one undo brings everything back."""

from crm.commands.command_call import Call
from crm.people.deleting import delete
from crm.people.lookup import find_person


def run(call: Call) -> int:
    person_id = find_person(call.read, call.text)
    with call.work() as work:
        delete(work, person_id)
        label = work.label
    return call.answer({"deleted": person_id}, [f"{label}. Undo brings everything back."])
