"""`undo [STEP]`: takes the last step back, or that one."""

from crm.commands.arguments import BadUsage
from crm.commands.call import Call
from crm.commands.history import as_json
from crm.storage.journal import Step


def run(call: Call) -> int:
    before = {step.id for step in call.book.steps(1_000_000) if step.undone}
    call.book.undo(_step(call))
    return answer(
        call, [step for step in call.book.steps(1_000_000) if step.undone and step.id not in before], "Undone"
    )


def _step(call: Call) -> int | None:
    if not call.words:
        return None
    word = call.words[0]
    if not (word.isascii() and word.isdigit() and 0 < len(word) < 19 and int(word) > 0):
        raise BadUsage(f"“{word}” is no step.", call.request.command)
    return int(word)


def answer(call: Call, steps: list[Step], done: str) -> int:
    """The steps that changed sides."""
    return call.answer(
        {"steps": [as_json(step) for step in steps]}, [f"{done}: {step.label}" for step in steps]
    )
