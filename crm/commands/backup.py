"""`backup [FILE]`: a verified copy of the book."""

from crm.commands.command_call import Call
from crm.text.days_in_words import counted


def run(call: Call) -> int:
    made = call.book.backup(call.path(call.words[0]) if call.words else None)
    document = {
        "file": str(made.file),
        "people": made.people,
        "meetings": made.meetings,
        "promises": made.promises,
    }
    people = counted(made.people, "person", "people")
    rest = f"{counted(made.meetings, 'meeting')}, {counted(made.promises, 'promise')}"
    return call.answer(document, [f"{made.file}: {people}, {rest}"])
