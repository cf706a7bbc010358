"""`set PERSON FIELD=VALUE...`: changes fields of one person, or of the owner as `me`."""

import re

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.show import person_lines
from crm.people import fields, owner
from crm.people.lookup import find_person
from crm.people.person_json import as_json
from crm.text.outside_text import readable


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    person, changes = _split_words(words)
    if not person or not changes:
        raise UsageError("Say whom to change, and FIELD=VALUE.", call.request.command)
    assignments = [fields.parse_assignment(change) for change in changes]
    if person.lower() == owner.OWNER_KEYWORD:
        with call.work() as work:
            owner.set_fields(work, assignments)
        document = owner.as_json(call.read)
    else:
        person_id = find_person(call.read, person)
        with call.work() as work:
            fields.set_fields(work, person_id, assignments)
        document = as_json(call.read, person_id)
    return call.answer(document, person_lines(document))


def _split_words(words: list[str]) -> tuple[str, list[str]]:
    """The words before the first FIELD=VALUE are the person's, so that a full name needs no quotes."""
    first = next(
        (n for n, word in enumerate(words) if n and re.match(r"\s*[A-Za-z_]+\s*(\+=|-=|=)", word)), len(words)
    )
    return " ".join(words[:first]), words[first:]
