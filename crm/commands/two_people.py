"""`two-people A B`: says for good that these are two."""

from crm.commands.command_call import Call
from crm.people.lookup import find_person
from crm.people.merging import two_people
from crm.people.person_json import as_json
from crm.text.outside_text import readable


def run(call: Call) -> int:
    one, other = (find_person(call.read, readable(word)) for word in call.words)
    with call.work() as work:
        two_people(work, one, other)
        label = work.label
    return call.answer(as_json(call.read, one), [f"{label}."])
