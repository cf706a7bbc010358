"""`restore FILE`: puts a copy back, after copying the present."""

from crm.commands.call import Call


def run(call: Call) -> int:
    restored = call.book.restore(call.path(call.words[0]))
    document = {"restored": str(restored.restored), "present_kept_as": str(restored.present_kept_as)}
    return call.answer(
        document, [f"Restored {restored.restored}", f"What was there is kept as {restored.present_kept_as}"]
    )
