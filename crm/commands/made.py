"""`made KEY`: the joint mail of an introduction was sent."""

from crm.commands.command_call import Call
from crm.commands.introductions import answer_with_introduction, find_introduction
from crm.introductions.completing import mark_made


def run(call: Call) -> int:
    with call.work() as work:
        introduction_id = find_introduction(work, call.words[0])
        mark_made(work, introduction_id)
    return answer_with_introduction(call, introduction_id)
