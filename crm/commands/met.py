"""`met KEY PERSON... [said=.. do=..]`: at an event: who was met; said or do chooses them."""

import re

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.errors import NotUnderstood
from crm.events.meeting_people import met
from crm.text.assignments import parse_assignment
from crm.text.outside_text import readable
from crm.things.key import parse_key
from crm.things.one import document

_FIELD = re.compile(r"\s{0,20}[A-Za-z_]{1,40}\s{0,20}(\+=|-=|=)")
_FIELDS = ("said", "do")


def run(call: Call) -> int:
    key = parse_key(call.words[0])
    words = [readable(word) for word in call.words[1:]]
    people = [word for word in words if not _FIELD.match(word)]
    fields = [parse_assignment(word, "said=...") for word in words if _FIELD.match(word)]
    if not people:
        raise UsageError("Say whom you met there.", call.request.command)
    for one in fields:
        if one.field not in _FIELDS or one.operator != "=":
            raise NotUnderstood(f"“{one.field}” is nothing of a person met. It is said= or do=.")
    given = {one.field: one.value for one in fields}
    if len(given) < len(fields):
        raise NotUnderstood("said= and do= stand once each: what was said by someone else is another `met`.")
    if key.kind != "meeting":
        raise NotUnderstood(f"{key} is no event.")
    document(call.read, key)
    with call.work() as work:
        met(work, key.id, people, given.get("said"), given.get("do"))
    found = document(call.read, key)
    return call.answer(found, thing_lines(found))
