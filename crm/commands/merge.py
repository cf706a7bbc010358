"""`merge KEEP ABSORB`: makes one person of two, keeping every value."""

from crm.commands.command_call import Call
from crm.commands.show import person_lines
from crm.people.lookup import find_person
from crm.people.merging import merge
from crm.people.person_json import as_json
from crm.text.outside_text import readable


def run(call: Call) -> int:
    keep, absorb = (find_person(call.read, readable(word)) for word in call.words)
    with call.work() as work:
        merge(work, keep, absorb)
        label = work.label
    document = as_json(call.read, keep)
    return call.answer(document, [f"{label}.", *person_lines(document)])
