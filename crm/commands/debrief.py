"""`debrief KEY FIELD=VALUE...`: looks back on a meeting that has been, as one step."""

from collections.abc import Sequence

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.commands.get import thing_lines
from crm.errors import NotUnderstood
from crm.meetings.debriefing.answers import Answer, Answers
from crm.meetings.looking_back import look_back
from crm.text.assignments import Assignment, parse_assignment
from crm.text.folding import fold
from crm.text.outside_text import readable
from crm.things.key import parse_key
from crm.things.one import document

_FIELDS = ("learned", "needs", "offers", "energy", "next")


def run(call: Call) -> int:
    key = parse_key(call.words[0])
    if key.kind != "meeting":
        raise NotUnderstood(f"{key} is no meeting: one looks back on meetings, such as meeting-12.")
    words = [readable(word) for word in call.words[1:]]
    if not words:
        raise UsageError("Say what to keep of KEY, as FIELD=VALUE.", call.request.command)
    document(call.read, key)
    answers = _answers([parse_assignment(word, "needs=a designer") for word in words])
    with call.work() as work:
        look_back(work, key.id, answers)
    found = document(call.read, key)
    return call.answer(found, thing_lines(found))


def _answers(assignments: Sequence[Assignment]) -> Answers:
    """Raises NotUnderstood for another field or operator, and for a field that stands twice."""
    given: dict[str, str] = dict.fromkeys(_FIELDS, "")
    for one in assignments:
        if one.field not in given or one.operator != "=":
            raise NotUnderstood(
                f"There is no “{one.field}{one.operator}”. The fields are {', '.join(_FIELDS)}, each with =."
            )
        if given[one.field].strip():
            raise NotUnderstood(f"{one.field} stands twice: write {one.field}=“Ana: this; Priya: that”.")
        given[one.field] = one.value
    return Answers(
        learned=Answer(given["learned"]),
        needs=Answer(given["needs"]),
        offers=Answer(given["offers"]),
        energy=fold(given["energy"]),
        next=given["next"],
    )
