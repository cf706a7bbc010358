"""What mends an ask: used one after the other, the remedies leave nothing to find fault with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.asks.answer_day import day_in_answer
from crm.asks.ask_lines import subject_of
from crm.asks.remedies import Suggestions, explain, remedy_for
from crm.asks.sizes import with_size
from crm.asks.vague_asks import check_ask

NOTED = Suggestions("You ran the fair in May.", "I can send you our visitor count.")


def mend(text: str) -> tuple[str, dict[str, str]]:
    """Each finding's remedy in turn, as the key uses them."""
    fields = {"why": "", "offer": "", "size": ""}
    for _ in range(12):
        found = check_ask(text, fields["why"], fields["offer"], fields["size"])
        if not found:
            break
        remedy = remedy_for(found[0], text, fields["size"], NOTED)
        if remedy.field:
            fields[remedy.field] = remedy.text
        else:
            text = text[: remedy.start] + remedy.text + text[remedy.end :]
    return text, fields


@pytest.mark.parametrize(
    "text",
    ["Could we have a quick chat about stands", "What does a stand cost?", "Would you review my deck and introduce me to Ben?"],
)  # fmt: skip
def test_the_remedies_in_turn_leave_nothing_to_mark(text: str) -> None:
    mended, fields = mend(text)
    assert check_ask(mended, fields["why"], fields["offer"], fields["size"]) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "Can I pick your brain about pricing?",
            "Can I ask you [the one thing you want to know] about pricing?",
        ),
        ("I would love to hear your thoughts.", "I would love to ask you [the one thing you want to know]."),
        ("Your thoughts on retainers?", "[the one thing you want to know] retainers?"),
    ],
)
def test_a_verb_stands_where_the_sentence_wants_one(text: str, mended: str) -> None:
    finding = next(one for one in check_ask(text) if one.rule == "vague")
    remedy = remedy_for(finding, text, "", Suggestions())
    assert f"{text[: remedy.start]}{remedy.text}{text[remedy.end :]}" == mended


def test_the_article_goes_with_the_words_it_belongs_to() -> None:
    text, _ = mend("You ran the fair. Could we have a quick chat about stands? A no is fine.")
    assert text == "You ran the fair. Could we have 20 minutes about stands? A no is fine."


def test_a_size_chosen_beside_the_text_is_said_in_the_mail_once() -> None:
    assert with_size("Who printed it?", "15 min") == "Who printed it? 15 minutes would be enough."
    assert with_size("Who printed it? One line will do.", "15 min") == "Who printed it? One line will do."
    assert with_size("Who printed it?", "") == "Who printed it?"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("you will have both names by Friday", date(2026, 11, 27)),
        ("sure, on 3 May; I was away last Tuesday", date(2027, 5, 3)),
        ("after the harvest", None),
        ("I did it on 3 May 2020", None),
    ],
)
def test_the_day_of_a_yes_is_the_one_ahead_that_they_named(words: str, day: date | None) -> None:
    assert day_in_answer(words, date(2026, 11, 21)) == day


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Could we have a quick chat about how you told them?", "how you told them"),
        ("Would you introduce me to Ben?", "introduce me to Ben"),
        ("Could you tell me in 15 minutes which paper they want?", "which paper they want"),
        ("15 minutes on pricing", "15 minutes on pricing"),
    ],
)
def test_the_subject_is_the_ask_without_its_courtesies(words: str, subject: str) -> None:
    assert subject_of(words) == subject


@given(st.text(max_size=200))
def test_every_finding_of_any_text_has_a_remedy_within_it(text: str) -> None:
    assert subject_of(text) is not None
    for finding in check_ask(text):
        remedy = remedy_for(finding, text, "", NOTED)
        assert explain(finding)
        assert remedy.label
        assert 0 <= remedy.start <= remedy.end <= len(text) or remedy.field
