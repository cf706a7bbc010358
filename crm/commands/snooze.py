"""`snooze ROW UNTIL`: hides that row of Today until a day."""

from crm.commands.command_call import Call
from crm.text.outside_text import readable
from crm.today.snooze_until import parse_until
from crm.today.snoozing import snooze


def run(call: Call) -> int:
    row, until = call.words[0], parse_until(readable(" ".join(call.words[1:])), call.today)
    with call.work() as work:
        snooze(work, row, until)
        label = work.label
    return call.answer({"row": row, "until": until.isoformat()}, [f"{label}."])
