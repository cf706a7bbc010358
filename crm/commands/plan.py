"""`plan TEXT`: a meeting ahead, from plain words, as `log` reads what happened."""

from crm.capture.names import Names
from crm.commands.command_call import Call
from crm.commands.log import describe_ambiguity, log_lines
from crm.errors import NotUnderstood
from crm.meetings.coming import planned_with_any
from crm.meetings.log_json import log_report
from crm.meetings.logging import log
from crm.meetings.plan_from_text import understand_plan


def run(call: Call) -> int:
    text = call.stdin() if call.request.reads_standard_input else call.text
    if not text.strip():
        raise NotUnderstood("There is nothing to plan.")
    draft = understand_plan(text, call.today, Names.from_reader(call.read))
    if draft.ambiguous:
        call.complain(describe_ambiguity(draft))
        document = {**log_report(draft, None), "same_day": None}
        return call.answer(document, log_lines(document), 1)
    assert draft.meeting is not None
    people = [one.person_id for one in draft.meeting.people if one.person_id is not None]
    other = planned_with_any(call.read, people, draft.meeting.on)
    with call.work() as work:
        logged = log(work, draft)
    document = {**log_report(draft, logged), "same_day": f"meeting-{other.id}" if other else None}
    lines = [*log_lines(document), *([f"  Also that day: meeting-{other.id}"] if other else [])]
    return call.answer(document, lines)
