"""`answer KEY ...`: the answer to an ask, or of a side of an introduction."""

from crm.commands.answer_ask import run_for_ask
from crm.commands.answer_introduction import run_for_introduction
from crm.commands.command_call import Call


def run(call: Call) -> int:
    """Rows of Today are keys of introductions, too, so an ask is told by its kind alone."""
    return run_for_ask(call) if call.words[0].strip().startswith("ask-") else run_for_introduction(call)
