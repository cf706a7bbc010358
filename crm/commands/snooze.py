"""`snooze ROW UNTIL`: hides that row of Today until a day."""

from crm.commands.call import Call
from crm.text.readable import readable
from crm.today.putting_off import snooze
from crm.today.until import parse_until


def run(call: Call) -> int:
    row, until = call.words[0], parse_until(readable(" ".join(call.words[1:])), call.today)
    with call.work() as work:
        snooze(work, row, until)
        label = work.label
    return call.answer({"row": row, "until": until.isoformat()}, [f"{label}."])
