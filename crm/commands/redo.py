"""`redo [STEP] [--together]`: brings back the step undone last, or that one; together: and what it needs."""

from crm.commands.command_call import Call
from crm.commands.undo import reverse


def run(call: Call) -> int:
    return reverse(call, call.book.redo)
