"""`edit KEY FIELD=VALUE...`: puts one thing right, all the fields named or none."""

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.commands.thing_document import thing_document
from crm.text.assignments import parse_assignment
from crm.text.outside_text import readable
from crm.things.key import parse_key
from crm.things.one import edit


def run(call: Call) -> int:
    key = parse_key(call.words[0])
    words = [readable(word) for word in call.words[1:]]
    if not words:
        raise UsageError("Say which KEY to change, and FIELD=VALUE.", call.request.command)
    thing_document(call, key)
    with call.work() as work:
        edit(work, key, [parse_assignment(word, "on=friday") for word in words])
    found = thing_document(call, key)
    return call.answer(found, thing_lines(found))
