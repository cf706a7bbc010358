"""`set PERSON FIELD=VALUE...`: changes fields of one person, or of the owner as `me`."""

import re

from crm.commands.arguments import BadUsage
from crm.commands.command_call import Call
from crm.commands.show import person_lines
from crm.people import fields, owner
from crm.people.lookup import find_person
from crm.people.person_json import as_json
from crm.text.outside_text import readable


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    who, changes = _apart(words)
    if not who or not changes:
        raise BadUsage("Say whom to change, and FIELD=VALUE.", call.request.command)
    assignments = [fields.parse_assignment(change) for change in changes]
    if who.lower() == owner.OWNER_KEYWORD:
        with call.work() as work:
            owner.set_fields(work, assignments)
        document = owner.as_json(call.read)
    else:
        person_id = find_person(call.read, who)
        with call.work() as work:
            fields.set_fields(work, person_id, assignments)
        document = as_json(call.read, person_id)
    return call.answer(document, person_lines(document))


def _apart(words: list[str]) -> tuple[str, list[str]]:
    """The person's words come first and hold no FIELD=VALUE, so that a full name needs no quotes."""
    first = next(
        (n for n, word in enumerate(words) if n and re.match(r"\s*[A-Za-z_]+\s*(\+=|-=|=)", word)), len(words)
    )
    return " ".join(words[:first]), words[first:]
