"""Titles and descriptions of the rules of Today, and turning rules off and on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm import settings
from crm.errors import NotUnderstood
from crm.storage.reading import Reader
from crm.today.rules import (
    dates,
    did_it_happen,
    keep_your_word,
    new_job,
    not_now_over,
    open_door,
    owed_to_me,
    stay_close,
)

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

ALWAYS_ON = "Your own promises stay on the list until you keep them, move them or let them go."


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """`title` is the heading on Today if the rule has its own; `description` says when the rule makes a row."""

    name: str
    title: str
    description: str

    @property
    def always_on(self) -> bool:
        """The rule for the user's own promises cannot be turned off, so that no promise is missed."""
        return self.name == keep_your_word.RULE


RULES = (
    RuleDescription(
        keep_your_word.RULE,
        "Keep your word",
        "A promise of yours shows when it is late, due soon for its kind, or was made today or yesterday.",
    ),
    RuleDescription(
        did_it_happen.RULE, "Did it happen?", "A planned meeting whose day has passed asks what became of it."
    ),
    RuleDescription(
        owed_to_me.RULE,
        "They owe you",
        "What others promised shows for three days once it is late, and then never again.",
    ),
    RuleDescription(
        stay_close.RULE,
        "Stay close",
        "Somebody with a rhythm shows when the whole of it has passed since your last contact.",
    ),
    RuleDescription(
        dates.RULE,
        "Dates",
        "Birthdays, anniversaries and other dates of people you keep show on their day and in the week before.",
    ),
    RuleDescription(
        not_now_over.RULE,
        "“Not now” is over",
        "Whoever said “not now” shows among the dates from the day they named, for eight weeks.",
    ),
    RuleDescription(
        new_job.RULE,
        "News",
        "Somebody you keep who works elsewhere or as something else by now, as an import noted, shows for a month.",
    ),
    RuleDescription(
        open_door.RULE,
        "Open door",
        "Now and then, where there is room, somebody you have not met for long and have no rhythm for.",
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}


def disabled_rules(read: Reader) -> frozenset[str]:
    off: list[str] = settings.value(read, settings.RULES_OFF)
    return frozenset(off)


def turn_off(work: "UnitOfWork", name: str) -> None:
    """Raises NotUnderstood for an unknown rule or one that is always on."""
    if _rule(name).always_on:
        raise NotUnderstood(ALWAYS_ON)
    _store(work, disabled_rules(work.read) | {name})
    work.label = f"Turned off on Today: {_rule(name).title}"


def turn_on(work: "UnitOfWork", name: str) -> None:
    _store(work, disabled_rules(work.read) - {_rule(name).name})
    work.label = f"Turned on again on Today: {_rule(name).title}"


def _store(work: "UnitOfWork", off: frozenset[str]) -> None:
    settings.change(work, settings.RULES_OFF, sorted(off))


def _rule(name: str) -> RuleDescription:
    if name not in BY_NAME:
        raise NotUnderstood(f"Today has no rule “{name}”.")
    return BY_NAME[name]
