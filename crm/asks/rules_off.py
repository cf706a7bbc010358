"""The checker's rules by title, which of them the user has switched off, and what is shown of its findings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crm import settings
from crm.asks.queries import AskLine
from crm.asks.remedies import SIZE_PLACE, instead_of
from crm.asks.vague_asks import AskFinding, check_ask
from crm.errors import NotUnderstood
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


class AskRule(NamedTuple):
    name: str
    title: str
    description: str


RULES = (
    AskRule(
        "vague", "Vague words", "“Pick your brain”, “quick chat”, “thoughts on”: they hide what you want."
    ),
    AskRule("no_question", "No question", "An ask without a question is hard to answer."),
    AskRule("several_asks", "Several asks in one", "Of three requests the easiest is answered, or none."),
    AskRule("no_size", "No size", "15 minutes, one page, a yes or no."),
    AskRule("no_reason", "No reason why this person", "People help those who know why they ask them."),
    AskRule("no_offer", "Nothing in return", "Something you can do for them, however small."),
    AskRule("no_way_out", "No easy way out", "A no that is easy to say keeps the door open."),
)
_NAMES = frozenset(rule.name for rule in RULES)


def findings_of(read: Reader, ask: AskLine) -> list[AskFinding]:
    """Of an ask as it is kept, with what stands in its other fields."""
    return shown_findings(read, check_ask(ask.words, ask.why_you or ask.respect, ask.offer, ask.size))


def shown_findings(read: Reader, findings: Sequence[AskFinding]) -> list[AskFinding]:
    """Without rules that are off, and without a missing size where vague words stand in its place."""
    off = rules_off(read)
    hides_size = any(instead_of(one) == SIZE_PLACE for one in findings)
    return [one for one in findings if one.rule not in off and not (one.rule == "no_size" and hides_size)]


def rules_off(read: Reader) -> frozenset[str]:
    off: list[str] = settings.value(read, settings.ASK_RULES_OFF)
    return frozenset(off)


def turn_off(work: "UnitOfWork", rule: str) -> None:
    _change(work, rule, False)


def turn_on(work: "UnitOfWork", rule: str) -> None:
    _change(work, rule, True)


def _change(work: "UnitOfWork", rule: str, on: bool) -> None:
    if rule not in _NAMES:
        raise NotUnderstood(f"“{rule}” is no rule of the ask checker.")
    off = rules_off(work.read) - {rule}
    settings.change(work, settings.ASK_RULES_OFF, sorted(off if on else off | {rule}))
    title = next(one.title for one in RULES if one.name == rule)
    work.label = f"{'Marking again' if on else 'Not marking'} in asks: {title[:1].lower()}{title[1:]}"
