"""`heard KEY [WORDS]`: they answered what came of an introduction."""

from crm.commands.command_call import Call
from crm.commands.introductions import answer_with_introduction, find_introduction
from crm.introductions.completing import mark_heard_back
from crm.text.outside_text import readable


def run(call: Call) -> int:
    with call.work() as work:
        introduction_id = find_introduction(work, call.words[0])
        mark_heard_back(work, introduction_id, readable(" ".join(call.words[1:])))
    return answer_with_introduction(call, introduction_id)
