"""The answer to "what can I do for you?": specific only where it names something."""

import pytest

from crm.asks.answers import check_answer


@pytest.mark.parametrize(
    "text",
    [
        "I would value an introduction to whoever does your fit-outs. We need one room done by March.",
        "An introduction to a packaging designer.",
        "Could you introduce me to Ben Okafor?",
        "Feedback on our pricing page, ten minutes",
        "Do you know a bookkeeper who works with bakeries?",
        "I am looking for a second stockist in Glasgow",
    ],
)
def test_an_answer_that_names_something_is_specific(text: str) -> None:
    assert check_answer(text) == (True, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I'd love to pick your brain", "“pick your brain”"),
        ("Just keep me in mind", "“keep me in mind”"),
        ("An introduction to anyone interesting", "“anyone”"),
        ("Anything really", "“Anything”"),
        ("More customers", "Not specific yet"),
        ("Help", "Not specific yet"),
    ],
)
def test_a_vague_answer_says_what_is_vague(text: str, said: str) -> None:
    found = check_answer(text)
    assert not found.is_specific
    assert found.vague.startswith(said)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_answer_is_neither(text: str) -> None:
    assert check_answer(text) == (False, "")
