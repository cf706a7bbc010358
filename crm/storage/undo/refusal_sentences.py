"""Sentences for a step that cannot be undone or redone without others: which they are, by name and day."""

from collections.abc import Sequence
from datetime import date

from crm.errors import DependentStepsError
from crm.steps import Step
from crm.storage.undo.undo_with_dependents import UnrequestedDependentsError
from crm.text import days_in_words


def dependent_steps_error(found: UnrequestedDependentsError, redo: bool, today: date) -> DependentStepsError:
    done = "brought back" if redo else "undone"
    return DependentStepsError(
        f"“{found.label}” cannot be {done} alone: {_describe_dependents(found.steps, redo, today)}.",
        found.steps,
    )


def describe_step(step: Step, today: date) -> str:
    """ "“Logged coffee with Ana Ruiz” (yesterday)"."""
    return f"“{step.label}” ({days_in_words.named(step.at.astimezone().date(), today)})"


def _describe_dependents(steps: Sequence[Step], redo: bool, today: date) -> str:
    more = len(steps) - 1
    others = f" and {more:,} more {'step' if more == 1 else 'steps'}" if more else ""
    if redo or any(step.undone for step in steps):
        does = "stand in its way" if more else "stands in its way"
    else:
        does = "rest on it" if more else "rests on it"
    return f"{describe_step(steps[0], today)}{others} {does}"
