"""`share KEY PERSON [REASON]`: notes that an item of the shelf was sent to a person, at most once."""

from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.commands.leading_person import leading_person
from crm.errors import NothingFound, NotUnderstood
from crm.shelf.sharing import share
from crm.text.outside_text import readable
from crm.things.key import parse_key
from crm.things.one import document


def run(call: Call) -> int:
    key = parse_key(call.words[0])
    words = [readable(word) for word in call.words[1:]]
    document(call.read, key)
    if key.kind != "item":
        raise NotUnderstood(f"{key} is not on the shelf: share takes an item, such as item-4.")
    person_id, reason = leading_person(call.read, words)
    if person_id is None:
        raise NothingFound(f"Nobody here is called “{words[0].strip()}”.")
    with call.work() as work:
        share(work, key.id, person_id, " ".join(reason))
    found = document(call.read, key)
    return call.answer(found, thing_lines(found))
