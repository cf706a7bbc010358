"""The underlines under a text while it is typed, and how long a key may take."""

from time import perf_counter

import pytest

from crm.capture.names import KnownName, Names
from crm.capture.understand import understand
from tests.crm.capture.network import NETWORK, TODAY

TEXT = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. She’ll check the market dates."
)


def underlined(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.kind) for span in understand(text, TODAY, NETWORK).spans]


def test_each_part_has_its_own() -> None:
    assert underlined(TEXT) == [
        ("Coffee", "meeting"),
        ("Ana Ruiz", "person"),
        ("Priya Nair", "new"),
        ("yesterday", "date"),
        ("Blue Bottle", "place"),
        ("Intro Ana to Ben Okafor by Friday", "promise"),
        ("send her the pricing article", "promise"),
        ("She’ll check the market dates", "promise"),
    ]


def test_a_choice_shows_inside_a_promise_too() -> None:
    assert underlined("Send Chris the deck") == [
        ("Send ", "promise"),
        ("Chris", "ambiguous"),
        (" the deck", "promise"),
    ]


def test_code_points_are_counted_so_that_emoji_do_not_shift_them() -> None:
    assert underlined("🐝🐝 Met Ana 🐝 yesterday") == [
        ("Met", "meeting"),
        ("Ana", "assumed"),
        ("yesterday", "date"),
    ]


def test_a_key_among_ten_thousand_names_is_quick() -> None:
    names = Names(
        KnownName(at, f"Ana{at % 97} Ruiz{at}", f"Ana{at % 97}", f"Ruiz{at}") for at in range(10_000)
    )
    understand(TEXT, TODAY, names)
    took = []
    for _ in range(5):
        start = perf_counter()
        understand(TEXT, TODAY, names)
        took.append(perf_counter() - start)
    assert min(took) < 0.02  # usually two milliseconds; the rest is for a busy machine


@pytest.mark.parametrize("piece", ["1.", "follow up, ", "send her x, ", "a@1.", "At the fair "])
def test_four_times_the_text_takes_not_sixteen_times_as_long(piece: str) -> None:
    def takes(length: int) -> float:
        text, best = piece * (length // len(piece)), 60.0
        for _ in range(3):
            start = perf_counter()
            understand(text, TODAY, NETWORK)
            best = min(best, perf_counter() - start)
        return best

    assert takes(8000) < 9 * takes(2000)
