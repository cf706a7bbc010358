"""`redo`: brings back the step undone last."""

from crm.commands.call import Call
from crm.commands.undo import answer


def run(call: Call) -> int:
    before = {step.id for step in call.book.steps(1_000_000) if step.undone}
    call.book.redo()
    return answer(
        call, [s for s in call.book.steps(1_000_000) if not s.undone and s.id in before], "Brought back"
    )
