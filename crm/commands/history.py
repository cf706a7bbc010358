"""`history [WORDS] [--person PERSON] [--kind KIND] [--limit N]`: the steps, newest first, with their changes."""

from collections.abc import Iterator, Sequence
from typing import Any

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.history.changes import Change, StepChanges, describe_step_changes
from crm.history.filtering import KINDS, HistoryFilter, step_ids
from crm.history.queries import changes_of
from crm.people.lookup import find_person
from crm.steps import Step
from crm.storage.journal.journal_steps import steps_of

_BATCH = 1000  # steps whose changes are read together


def run(call: Call) -> int:
    ids = step_ids(call.read, _filter(call))[: _limit(call)]
    steps = list(_steps_with_changes(call, ids))
    return call.answer(
        {"steps": [{**as_json(step), **_changes_as_json(changes)} for step, changes in steps]},
        (_line(call, step, changes) for step, changes in steps),
    )


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


def _steps_with_changes(call: Call, ids: Sequence[int]) -> Iterator[tuple[Step, StepChanges]]:
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        changes = changes_of(call.read, part)
        yield from ((step, changes[step.id]) for step in steps_of(call.read.connection, part))


def _line(call: Call, step: Step, changes: StepChanges) -> str:
    words = describe_step_changes(changes, step.label, call.today)
    line = step_line(step)
    if not words:
        return line
    return f"{line} ({words})" if line.endswith((".", "?", "!")) else f"{line}: {words}"


def _changes_as_json(changes: StepChanges) -> dict[str, Any]:
    return {
        "changes": [_change_as_json(one) for one in changes.changes],
        "more": changes.more_new + changes.unread,
        "people": [{"id": one.id, "name": one.name} for one in changes.people],
    }


def _change_as_json(change: Change) -> dict[str, Any]:
    return {
        "person": change.person.name if change.person else None,
        "what": change.what,
        "before": change.before,
        "after": change.after,
    }


def _filter(call: Call) -> HistoryFilter:
    values = call.request.values
    kind = values.get("kind", "")
    if kind and kind not in KINDS:
        raise UsageError(f"“{kind}” is no kind of step: {', '.join(KINDS)}.", call.request.command)
    person = find_person(call.read, values["person"]) if "person" in values else None
    return HistoryFilter(call.text, person, kind)


def _limit(call: Call) -> int | None:
    text = call.request.values.get("limit")
    if text is not None and not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000_000):
        raise UsageError(f"“{text}” is no number of steps.", call.request.command)
    return None if text is None else int(text)
