"""The underlines under a text while it is typed, and how long a key may take."""

from collections.abc import Callable
from time import process_time

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


def compared(small: Callable[[], object], large: Callable[[], object], rounds: int = 5) -> float:
    """How many times as long the larger one takes: processor time, in turn, the best of each, for the machine may be busy."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for place, act in enumerate((small, large)):
            start = process_time()
            act()
            best[place] = min(best[place], process_time() - start)
    return best[1] / best[0]


def test_a_key_among_ten_thousand_names_takes_hardly_longer_than_among_ten() -> None:
    def among(count: int) -> Names:
        return Names(
            KnownName(at, f"Ana{at % 97} Ruiz{at}", f"Ana{at % 97}", f"Ruiz{at}") for at in range(count)
        )

    few, many = among(10), among(10_000)

    def ten_keys(names: Names) -> None:
        for _ in range(10):
            understand(TEXT, TODAY, names)

    assert compared(lambda: ten_keys(few), lambda: ten_keys(many)) < 3


@pytest.mark.parametrize("piece", ["1.", "follow up, ", "send her x, ", "a@1.", "At the fair "])
def test_four_times_the_text_takes_not_sixteen_times_as_long(piece: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        text = piece * (length // len(piece))
        return lambda: understand(text, TODAY, NETWORK)

    assert compared(reading(2000), reading(8000)) < 9


def test_names_with_figures_do_not_make_a_long_text_slow() -> None:
    names = Names([KnownName(1, "Anna 2", "Anna 2"), KnownName(2, "Anna Smith-395", "Anna", "Smith-395")])

    def reading(length: int) -> Callable[[], object]:
        text = "Anna 2 days ago. " * (length // 17)
        return lambda: understand(text, TODAY, names)

    assert compared(reading(2000), reading(8000)) < 9
