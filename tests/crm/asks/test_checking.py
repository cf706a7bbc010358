"""What makes an ask vague: labelled sentences, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.asks.vague_asks import AskFinding, asks_for_something, check_ask, first_question
from crm.drafts import mail_templates


def _cases() -> list[tuple[str, list[str]]]:
    blocks = Path(__file__).with_name("asks.txt").read_text(encoding="utf-8").split("\n> ")
    lines = [block.removeprefix("> ").strip().split("\n") for block in blocks]
    return [(one[0], [line.strip() for line in one[1:]]) for one in lines]


CASES = _cases()
RULES = {"vague", "several_asks", "no_question", "no_size", "no_reason", "no_offer", "no_way_out"}


def told(found: list[AskFinding]) -> list[str]:
    lines = [one.rule if one.start is None else f'{one.rule} "{one.words}"' for one in found]
    return lines or ["good"]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_an_ask_is_read_as_a_person_would_read_it(text: str, expected: list[str]) -> None:
    assert told(check_ask(text)) == expected


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_what_is_marked_stands_in_the_text_and_comes_with_advice(text: str, expected: list[str]) -> None:
    for one in check_ask(text):
        assert one.rule in RULES
        assert one.advice.endswith((".", "”."))
        assert (one.start is None) == (one.end is None)
        assert one.start is None or text[one.start : one.end] == one.words


def test_what_stands_in_a_field_of_its_own_is_not_missed_in_the_text() -> None:
    rules = [
        one.rule
        for one in check_ask("Which printer do you use?", "Your labels", "A jar of sauce", "one line")
    ]
    assert rules == ["no_way_out"]
    assert [one.rule for one in check_ask("Which printer do you use?", " ", "", "")] == [
        "no_size", "no_reason", "no_offer", "no_way_out",
    ]  # fmt: skip


def test_nothing_is_nothing_to_find_fault_with() -> None:
    assert check_ask("") == check_ask(" \n ") == []


def test_the_question_of_an_ask_is_found() -> None:
    assert (
        first_question("You ran the fair. What does a stand cost? A no is fine.") == "What does a stand cost?"
    )
    assert first_question("15 minutes on pricing") == "15 minutes on pricing"


@pytest.mark.parametrize(
    "text",
    [
        "Could you introduce me to Rosa Weiss?",
        "Would you please help me with the lease?",
        "May I ask you for twenty minutes?",
        "Can I pick your brain?",
    ],
)
def test_a_mail_that_asks_is_known_as_one(text: str) -> None:
    assert asks_for_something(f"Ana,\n\nthank you for the coffee. {text}\n\nSam")


def test_no_mail_that_goodturn_drafts_is_taken_for_an_ask() -> None:
    names = [name for name in mail_templates.names() if name not in ("ask", "ask_again", "ask_reminder")]
    assert len(names) > 10
    mails = {}
    for name in names:
        values = dict.fromkeys(mail_templates.fields(name), "Ana")
        mails[name] = mail_templates.fill_fields(mail_templates.shipped(name), values)
    assert [name for name, mail in mails.items() if asks_for_something(f"{mail.subject}\n{mail.body}")] == []


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    for one in check_ask(text):
        assert one.start is None or text[one.start : one.end] == one.words != ""


def test_a_very_long_text_is_read_in_one_go() -> None:
    found = check_ask("could you you you have " * 4000)
    assert {one.rule for one in found} <= RULES
