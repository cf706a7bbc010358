"""`history`: the steps, newest first."""

from typing import Any

from crm.commands.call import Call
from crm.storage.journal import Step


def run(call: Call) -> int:
    steps = call.book.steps(1_000_000)
    return call.answer({"steps": [as_json(step) for step in steps]}, map(step_line, steps))


def as_json(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "label": step.label,
        "at": step.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "undone": step.undone,
    }


def step_line(step: Step) -> str:
    undone = " (undone)" if step.undone else ""
    return f"{step.id:>6}  {step.at.astimezone():%Y-%m-%d %H:%M}  {step.label}{undone}"
