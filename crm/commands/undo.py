"""`undo [STEP] [--together]`: undoes the last step or the given one; together: with the steps that depend on
it.
"""

from collections.abc import Callable

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.history import as_json


def run(call: Call) -> int:
    return reverse(call, call.book.undo)


def reverse(call: Call, reverse_step: Callable[[int | None, bool], object]) -> int:
    """Undo or redo, and list the steps whose state changed."""
    step_id = _step(call)
    before = {step.id: step.undone for step in call.book.steps(1_000_000)}
    reverse_step(step_id, "together" in call.request.switches)
    changed = [step for step in call.book.steps(1_000_000) if step.undone != before[step.id]]
    lines = [f"{'Undone' if step.undone else 'Brought back'}: {step.label}" for step in changed]
    return call.answer({"steps": [as_json(step) for step in changed]}, lines)


def _step(call: Call) -> int | None:
    if not call.words:
        return None
    word = call.words[0]
    if not (word.isascii() and word.isdigit() and 0 < len(word) < 19 and int(word) > 0):
        raise UsageError(f"“{word}” is no step.", call.request.command)
    return int(word)
