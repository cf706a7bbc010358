"""`answer KEY ANSWER ...`: what someone said, to an ask."""

from crm.commands import answer_ask
from crm.commands.command_call import Call
from crm.errors import NotUnderstood
from crm.things.key import parse_key
from crm.things.one import document


def run(call: Call) -> int:
    key = parse_key(call.words[0])
    document(call.read, key)
    if key.kind == "ask":
        return answer_ask.answer(call, key)
    raise NotUnderstood(f"{key} is no ask: only asks have an answer.")
