"""`answer KEY ...`: the answer of a side of an introduction."""

from crm.commands.answer_introduction import run_for_introduction
from crm.commands.command_call import Call


def run(call: Call) -> int:
    return run_for_introduction(call)
