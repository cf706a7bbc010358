"""What comes next about advice, in words: the chip, the line, and the sentence of the page."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.advice import step_text
from crm.advice.next_step import Step, in_order, next_step
from crm.advice.queries import AdviceLine
from crm.people.short_names import PersonRef

TODAY = date(2026, 11, 21)
TOM = PersonRef(1, "Tom Sandberg", pronouns="he/him")
TOLD = AdviceLine(
    1,
    "received",
    TOM,
    "raise the day rate",
    date(2026, 10, 2),
    "call",
    "",
    "",
    "",
    None,
    "",
    None,
    None,
    False,
)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("changes", "chip", "is_due"),
    [
        ({}, "decide when you like", False),
        ({"due": days(14)}, "decide when you like", False),
        ({"due": days(0)}, "does it apply?", True),
        ({"applies": "in spring"}, "try when you like", False),
        ({"try_by": days(100)}, "try by 1 March", False),
        ({"try_by": days(400)}, "try by 26 December 2027", False),
        ({"try_by": days(-1)}, "did you try it?", True),
        ({"tried": "yes", "due": days(2)}, "tell him Monday", False),
        ({"tried": "yes", "due": days(40)}, "tell him on 31 December", False),
        ({"tried": "no", "due": days(-3)}, "tell him what came of it", True),
        ({"tried": "yes"}, "tell him when you like", False),
        ({"tried": "yes", "person": PersonRef(1, "Sam Lind")}, "tell Sam when you like", False),
        ({"direction": "given"}, "ask when you write", False),
        ({"direction": "given", "due": days(1)}, "ask tomorrow", False),
        ({"direction": "given", "due": days(55)}, "ask on 15 January", False),
        ({"direction": "given", "due": days(0)}, "ask how it went", True),
        ({"told_on": days(-1)}, "told yesterday", False),
        ({"direction": "given", "told_on": days(-48)}, "asked on 4 October", False),
        ({"is_let_go": True}, "let go", False),
    ],
)
def test_the_chip_says_the_next_step(changes: dict[str, object], chip: str, is_due: bool) -> None:
    assert step_text.chip(TOLD._replace(**changes), TODAY) == (chip, is_due)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Does it apply to me?"),
        ({"tried": "yes"}, "What came of it?"),
        ({"applies": "new clients only", "came_of": "Both stayed"}, "For me: new clients only. Both stayed"),
        ({"applies": "Why not?", "came_of": "Both stayed."}, "For me: Why not? Both stayed."),
        ({"direction": "given"}, "In a call on 2 October"),
        (
            {"direction": "given", "meeting_kind": None, "applies": "She meant to post it"},
            "Said on 2 October; she meant to post it",
        ),
        (
            {"direction": "given", "applies": "Sofia signs in January"},
            "In a call on 2 October. Sofia signs in January",
        ),
    ],
)
def test_the_line_says_what_it_means(changes: dict[str, object], line: str) -> None:
    assert step_text.line(TOLD._replace(**changes), TODAY) == line


def test_the_page_names_the_loops_to_close_those_of_the_day_first() -> None:
    hana = PersonRef(2, "Hana Abe")
    lines = [
        TOLD._replace(id=1, tried="yes", due=days(2)),
        TOLD._replace(id=2, direction="given", person=hana, due=days(-1)),
        TOLD._replace(id=3, try_by=days(100)),
    ]
    assert step_text.describe_loops(in_order(lines, TODAY), TODAY) == (
        "Two loops to close: ask Hana how it went, and tell Tom on Monday."
    )
    assert (
        step_text.describe_loops(lines[2:], TODAY) == "Nothing to tell or ask today; the next is on 1 March."
    )
    assert step_text.describe_loops([TOLD], TODAY) == "Nothing to tell or ask today."
    many = [lines[1]._replace(id=at) for at in range(5)]
    assert step_text.describe_loops(many, TODAY).endswith("how it went, and two more.")


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
WORDS = st.text("ab. ?\n", max_size=12)
ADVICE = st.builds(
    AdviceLine, st.integers(1, 99), st.sampled_from(("received", "given")), st.just(TOM), st.just("rest more"), DAYS,
    st.sampled_from((None, "call", "meal")), st.just(""), WORDS, st.sampled_from(("", "yes", "no")), DAYS, WORDS, DAYS,
    DAYS, st.booleans(),
)  # fmt: skip


@given(st.lists(ADVICE, max_size=8), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_whatever_is_noted_loops_come_first_and_every_sentence_is_whole(
    lines: list[AdviceLine], today: date
) -> None:
    ordered = in_order(lines, today)
    closing = [next_step(one, today).closes_loop for one in ordered]
    assert closing == sorted(closing, reverse=True)
    closed = [one.is_closed for one in ordered]
    assert closed == sorted(closed)
    for one in ordered:
        assert (next_step(one, today).step is Step.NOTHING) is one.is_closed
        assert step_text.chip(one, today).words
        assert "\n" not in step_text.line(one, today)
    assert step_text.describe_loops(ordered, today).endswith(".")
