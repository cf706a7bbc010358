"""`redo [STEP] [--together]`: redoes the last undone step or the given one; together: with the steps it
needs.
"""

from crm.commands.command_call import Call
from crm.commands.undo import reverse


def run(call: Call) -> int:
    return reverse(call, call.book.redo)
