"""A hoped-for ask is prepared in steps, told from what is stored."""

from dataclasses import replace
from datetime import date, timedelta

from crm.guard.facts import Facts, Given
from crm.guard.preparation import describe_steps, steps_before_asking
from tests.conftest import TODAY

STRANGER = Facts(1, "Lena Petrov", "Lena")


def names(facts: Facts, next_meeting: date | None = None) -> list[str]:
    return [step.name for step in steps_before_asking(facts, TODAY, next_meeting)]


def test_first_meet_then_be_useful_then_ask() -> None:
    assert names(STRANGER) == ["meet", "be_useful"]
    assert describe_steps(steps_before_asking(STRANGER, TODAY)) == "Meet, be useful once, then ask"
    met = replace(STRANGER, meeting_count=1)
    assert names(met) == ["be_useful"]
    useful = replace(met, last_given=Given("share", "Pricing", TODAY))
    assert names(useful) == []
    assert describe_steps([]) == ""


def test_a_planned_meeting_an_open_promise_and_a_not_now_are_said() -> None:
    first = steps_before_asking(STRANGER, TODAY, TODAY + timedelta(days=1))[0]
    assert first.chip == "you meet tomorrow"
    owing = replace(
        STRANGER,
        meeting_count=3,
        open_promises=("Send Lena the list",),
        last_given=Given("share", "x", TODAY),
    )
    assert [step.chip for step in steps_before_asking(owing, TODAY)] == ["send Lena the list first"]
    waiting = replace(owing, open_promises=(), not_before=date(2027, 2, 20))
    assert [step.chip for step in steps_before_asking(waiting, TODAY)] == ["not before 20 February 2027"]
