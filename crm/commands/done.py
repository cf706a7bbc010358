"""`done ROW [TEXT]`: marks that row of Today done; TEXT is logged as what happened."""

from crm.commands.command_call import Call
from crm.commands.log import log_lines
from crm.text.outside_text import readable
from crm.today.row_done import done, done_report


def run(call: Call) -> int:
    text = call.stdin() if call.request.reads_standard_input else readable(" ".join(call.words[1:]))
    with call.work() as work:
        ticked = done(work, call.words[0], text)
        label = work.label
    document = done_report(ticked)
    return call.answer(document, [f"{label}.", *(log_lines(document["log"]) if document["log"] else ())])
