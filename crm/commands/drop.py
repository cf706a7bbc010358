"""`drop KEY`: lets an introduction be, and its promise with it."""

from crm.commands.command_call import Call
from crm.commands.introductions import answer_with_introduction, find_introduction
from crm.introductions.completing import drop


def run(call: Call) -> int:
    with call.work() as work:
        introduction_id = find_introduction(work, call.words[0])
        drop(work, introduction_id)
    return answer_with_introduction(call, introduction_id)
