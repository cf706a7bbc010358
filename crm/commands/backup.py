"""`backup [FILE]`: a verified copy of the book."""

from crm.commands.call import Call


def run(call: Call) -> int:
    made = call.book.backup(call.path(call.words[0]) if call.words else None)
    document = {
        "file": str(made.file),
        "people": made.people,
        "meetings": made.meetings,
        "promises": made.promises,
    }
    counted = f"{made.people} people, {made.meetings} meetings, {made.promises} promises"
    return call.answer(document, [f"{made.file}: {counted}"])
