"""Calls of use cases that the type checker refuses: each line names its error, and mypy complains of one that is none.

Nothing runs this; `make test` checks its types.
"""

from crm import settings
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context


def wrong(context: Context) -> None:
    context.do(use_cases.people.editing.set_rythm, 1, 60)  # type: ignore[attr-defined]  # no such use case
    context.do(use_cases.people.edditing.set_rhythm, 1, 60)  # type: ignore[attr-defined]  # no such module
    context.do(use_cases.people.editing.set_rhythm, "Ana", 60)  # type: ignore[arg-type]  # a name for an id
    context.do(use_cases.people.editing.set_rhythm, 1)  # type: ignore[call-arg]  # one too few
    context.do(use_cases.people.editing.set_rhythm, 1, 60, 90)  # type: ignore[call-arg]  # one too many
    context.do(use_cases.people.bulk_changes.tag, 1, "food")  # type: ignore[arg-type]  # one id for several
    context.do_silently(settings.change, settings.TEXT_SIZE, "large")  # type: ignore[arg-type]  # not that setting's type
    context.attempt(use_cases.people.adding.add, name="Ana", nick="A")  # type: ignore[call-arg]  # no such argument
    context.attempt_silently(use_cases.asks.asking.ask, 1, "Lunch?", offer=2)  # type: ignore[arg-type]  # a number for words
    added: ActionResult[int] = context.do(use_cases.people.adding.add, "Ana")  # type: ignore[arg-type]  # it gives a Person
    print(added)
