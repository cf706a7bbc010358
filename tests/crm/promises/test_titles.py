"""The one line of a promise, whatever words the user had for it."""

import pytest

from crm.promises import titles

ANA, BEN, MEI = "Ana Ruiz", "Ben Okafor", "Mei Kobayashi"


@pytest.mark.parametrize(
    ("kind", "words", "people", "line"),
    [
        ("introduction", "intro Ana to Ben", [ANA, BEN], "Introduce Ana Ruiz to Ben Okafor"),
        ("introduction", "intro Ana to someone in print", [ANA], "Introduce Ana Ruiz to someone in print"),
        ("introduction", "someone in print", [ANA], "Introduce Ana Ruiz to someone in print"),
        ("share", "send her the pricing article", [MEI], "Send Mei Kobayashi the pricing article"),
        ("share", "the pricing article", [MEI], "Send Mei Kobayashi the pricing article"),
        ("share", "send Mei the pricing article.", [MEI], "Send Mei Kobayashi the pricing article"),
        ("share", "I'll send the pricing article", [MEI], "Send the pricing article to Mei Kobayashi"),
        ("share", "send Mei Kobayashi the deck", [MEI], "Send Mei Kobayashi the deck"),
        ("share", "the deck", [ANA, BEN], "Send Ana Ruiz and Ben Okafor the deck"),
        ("thank", "thank Ben for the introduction", [BEN], "Thank Ben Okafor for the introduction"),
        ("thank", "the introduction", [BEN], "Thank Ben Okafor for the introduction"),
        ("thank", "for the introduction", [BEN], "Thank Ben Okafor for the introduction"),
        ("thank", "a thank you", [BEN], "Thank Ben Okafor"),
        ("thank", "a big thank-you for the tip", [BEN], "Thank Ben Okafor for the tip"),
        ("thank", "thanks", [BEN], "Thank Ben Okafor"),
        ("thank", "a thank you card", [BEN], "Send Ben Okafor a thank you card"),
        ("report_back", "a reply", [BEN], "Give Ben Okafor a reply"),
        ("report_back", "an honest answer", [BEN], "Give Ben Okafor an honest answer"),
        ("recommend", "a recommendation", [BEN], "Give Ben Okafor a recommendation"),
        ("report_back", "what came of his advice", [BEN], "Tell Ben Okafor what came of his advice"),
        ("report_back", "tell him how it went", [BEN], "Tell Ben Okafor how it went"),
        ("report_back", "the new rate", [BEN], "Tell Ben Okafor about the new rate"),
        ("ask_after", "how the launch went", [BEN], "Ask Ben Okafor how the launch went"),
        ("ask_after", "the launch", [BEN], "Ask Ben Okafor about the launch"),
        ("favour", "check the market dates", [ANA], "Check the market dates for Ana Ruiz"),
        ("favour", "a lift to the fair", [ANA], "Do Ana Ruiz a favour: a lift to the fair"),
        ("meet_again", "in spring", [ANA], "Meet Ana Ruiz again: in spring"),
        ("recommend", "Ben to Ana", [ANA, BEN], "Recommend Ben to Ana"),
        ("favour", "water the plants", [], "Water the plants"),
    ],
)
def test_a_promise_reads_as_one_line_with_full_names(
    kind: str, words: str, people: list[str], line: str
) -> None:
    assert titles.title(kind, words, people) == line


@pytest.mark.parametrize(
    ("line", "inside", "past"),
    [
        ("Introduce Ana to Ben", "introduce Ana to Ben", "Introduced Ana to Ben"),
        ("Send Mei the deck", "send Mei the deck", "Sent Mei the deck"),
        (
            "Ana promised you the deck",
            "Ana promised you the deck",
            "Kept your word: Ana promised you the deck",
        ),
        ("Water the plants", "water the plants", "Kept your word: water the plants"),
    ],
)
def test_a_line_stands_inside_a_sentence_and_in_the_past(line: str, inside: str, past: str) -> None:
    assert (titles.inside(line), titles.past(line)) == (inside, past)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("check the market dates", "Ana Ruiz promised to check the market dates"),
        ("she'll check the market dates", "Ana Ruiz promised to check the market dates"),
        ("the market dates", "Ana Ruiz promised you the market dates"),
    ],
)
def test_what_others_promised(words: str, line: str) -> None:
    assert titles.theirs(words, ANA) == line
