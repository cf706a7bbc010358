"""The one line of a promise, whatever words the user had for it."""

import pytest

from crm.capture.vocabulary import phrases
from crm.promises import promise_titles

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
        ("meet_again", "in spring", [ANA], "Meet Ana Ruiz again in spring"),
        ("meet_again", "lunch", [ANA], "Meet Ana Ruiz again for lunch"),
        ("meet_again", "the new studio", [ANA], "Meet Ana Ruiz again: the new studio"),
        ("meet_again", "have coffee with Ana", [ANA], "Have coffee with Ana Ruiz"),
        ("meet_again", "see her new studio", [ANA], "See Ana Ruiz’s new studio"),
        ("ask_after", "follow up with Ben Okafor", [BEN], "Follow up with Ben Okafor"),
        ("ask_after", "touch base with Ben", [BEN], "Touch base with Ben Okafor"),
        ("ask_after", "ask after his mother", [BEN], "Ask Ben Okafor about his mother"),
        ("ask_after", "ask after him", [BEN], "Ask after Ben Okafor"),
        ("ask_after", "Ben’s launch", [BEN], "Ask Ben Okafor about their launch"),
        ("share", "the report for Ben Okafor", [BEN], "Send Ben Okafor the report"),
        ("share", "book recommendations", [BEN], "Send Ben Okafor book recommendations"),
        ("share", "send her flowers", [ANA], "Send Ana Ruiz flowers"),
        ("share", "send his book back", [BEN], "Send his book back to Ben Okafor"),
        ("thank", "say thanks to Ben", [BEN], "Thank Ben Okafor"),
        ("thank", "say a big thank you to Ben for the tip", [BEN], "Thank Ben Okafor for the tip"),
        ("favour", "review her CV", [ANA], "Review Ana Ruiz’s CV"),
        ("favour", "water his plants", [BEN], "Water Ben Okafor’s plants"),
        ("favour", "book a table for Ben", [BEN], "Book a table for Ben Okafor"),
        ("favour", "reach out to Ben", [BEN], "Reach out to Ben Okafor"),
        ("recommend", "vouch for him", [BEN], "Vouch for Ben Okafor"),
        ("recommend", "refer her to Ben", [ANA], "Refer Ana Ruiz to Ben"),
        ("recommend", "Ben to Ana", [ANA, BEN], "Recommend Ben to Ana"),
        ("recommend", "recommend Ben to Ana", [ANA, BEN], "Recommend Ben Okafor to Ana Ruiz"),
        ("favour", "help Ana and Ben move", [ANA, BEN], "Help Ana Ruiz and Ben Okafor move"),
        ("ask_after", "ask whether it will work", ["Will Smith"], "Ask Will Smith whether it will work"),
        ("ask_after", "ask will how it went", ["Will Smith"], "Ask Will Smith how it went"),
        ("share", "send her the plan in May", ["May Chen"], "Send May Chen the plan in May"),
        ("favour", "water the plants", [], "Water the plants"),
    ],
)
def test_a_promise_reads_as_one_line_with_full_names(
    kind: str, words: str, people: list[str], line: str
) -> None:
    assert promise_titles.title(kind, words, people) == line


def test_every_verb_that_log_understands_begins_a_line() -> None:
    """Else it would stand there as a thing: "Ask Ben Okafor about follow up with Ben Okafor"."""
    for verb in phrases("promises", "all_verbs"):
        said = f"{' '.join(verb)} the {ANA}"
        assert promise_titles.title("favour", said, [ANA]) == f"{said[0].upper()}{said[1:]}", verb


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
    assert (promise_titles.within_sentence(line), promise_titles.past_tense(line)) == (inside, past)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("check the market dates", "Ana Ruiz promised to check the market dates"),
        ("she'll check the market dates", "Ana Ruiz promised to check the market dates"),
        ("the market dates", "Ana Ruiz promised you the market dates"),
    ],
)
def test_what_others_promised(words: str, line: str) -> None:
    assert promise_titles.title_of_promise_by_other(words, ANA) == line
