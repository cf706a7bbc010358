"""Texts of any length and any kind cost in proportion to their length, and nothing of them is lost."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.capture.names import KnownName, Names
from crm.capture.understand import understand
from crm.capture.vocabulary import words
from crm.text.folding import fold
from tests.crm.capture.network import TODAY
from tests.growth import LINEAR, first, growth, lines_run, repeated

BOOK = Names(
    [
        KnownName(1, "Ana Ruiz", "Ana", "Ruiz"),
        KnownName(2, "Ben Okafor", "Ben", "Okafor"),
        KnownName(3, "Anna 2"),
        KnownName(4, "Taxi-24 7-7-7"),
    ]
)
_BEFORE = ["", "Coffee with Ana Ruiz ", "Coffee with Ana Ruiz and ", "I'll send Ana ", "She ", '"', "(", "'"]
_ODD = [
    "7", ". ", "(", "[", ") ", '"', '" ', "» ", "‘a ", "'a ", "a\u0301", "\u0301\u0316", "x", "ab ", "- ", ",", "\n", "a\n", "a. B", "李", "\u202e",
    "Ana Ruiz, ", "Ana and ", "and ", "Ana:", "Ana's. ", "(Ana) ", "Zoe Quine, ", "Met Zoe. ", "for Xa ", "to Ana ", "a to Ana ", "emailed to Xa ",
    "on Friday ", "by Friday ", "2026-11-21 ", "9am ", "at 9am ", "10:30 ", "and send Ana ", "and send ", "send her ", "Conference. ", "Tom's. ",
    "Ana who ", "Ana, who ", "is into clay, ", "Ana is looking for a printer, ", "introduce Ana to Ben ", "introduce Xa to Ya, ", "promised Ana ",
    "owe Ana ", "recommend Ana ", "she'll send me ", "Ana said ", "Asked Ana for a quote. ", "Anna ", "Anna . ", "Taxi-24 7-7", "https://a.b/c ", "a@b.co ",
    "if ", "at ", "@ ", "coffee with ", "Coffee, ", "1. a\n", "Ana: a\n", "them ",
]  # fmt: skip


def _lines(text: str) -> int:
    return lines_run(lambda: understand(text, TODAY, BOOK))


def _all_words() -> list[str]:
    """Every word and phrase that capture knows."""
    found: set[str] = set()
    left: list[object] = [words(part) for part in ("clauses", "people", "promises", "meetings", "dates")]
    left += [words(part) for part in ("advice", "topics", "asks", "places")]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list):
            left += one
    return sorted(found)


@pytest.mark.parametrize("before", ["", "Coffee with Ana Ruiz and "])
@pytest.mark.parametrize("piece", _ODD)
def test_a_piece_repeated_costs_in_proportion(piece: str, before: str) -> None:
    assert _lines(repeated(before, piece, "", 2000)) / _lines(repeated(before, piece, "", 500)) < LINEAR


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(_BEFORE),
    st.lists(st.one_of(st.sampled_from(_ODD), st.sampled_from(_all_words())), min_size=1, max_size=6),
    st.sampled_from([" ", "", ", ", "\n", ". "]),
    st.sampled_from(["", "'", '"', ")", " Ana."]),
)
def test_whatever_is_repeated_costs_in_proportion(
    before: str, pieces: list[str], by: str, after: str
) -> None:
    piece = by.join(pieces) + by
    long, short = (repeated(before, piece, after, length) for length in (1600, 400))
    assert _lines(long) / _lines(short) < LINEAR


@pytest.mark.parametrize(
    "piece",
    first(
        4,
        [
            "and ",
            "Zoe Quine, ",
            "I'll send Ana the deck. ",
            "a to Ana ",
            "\u0301\u0316",
            "(",
            "‘a ",
            "on Friday ",
        ],
    ),
)
def test_what_c_does_for_a_text_is_in_proportion_too(piece: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        return lambda: understand(repeated("Coffee with Ana Ruiz ", piece, "", length), TODAY, BOOK)

    assert growth(reading, 3000) < LINEAR


def test_many_marks_on_one_letter_fold_like_few() -> None:
    assert growth(lambda length: lambda: fold("a" + "\u0301\u0316" * length), 20_000) < LINEAR
    assert fold("a" + "\u0301\u0316" * 5000 + "b") == fold("áb") == "ab"


def test_names_that_are_new_and_alike_cost_in_proportion_to_the_book_too() -> None:
    many = Names(KnownName(at, f"Ana Last{at}", "Ana", f"Last{at}") for at in range(1000))

    def reading(length: int) -> Callable[[], object]:
        text = ", ".join(
            f"Ana {chr(65 + at % 26)}x{'abcdefghij'[at % 10]}{'a' * (at // 260)}"
            for at in range(length // 10)
        )
        return lambda: understand(f"Coffee with {text}. Ana called.", TODAY, many)

    assert growth(reading, 1500) < LINEAR


def test_of_a_hundred_people_at_once_each_is_kept_and_what_is_for_all_stays_a_note() -> None:
    names = ", ".join(f"Zoe {chr(65 + at // 26)}{chr(97 + at % 26)}x" for at in range(99))
    draft = understand(f"Lunch with {names} and Rosa Diaz. I'll send them the photographs.", TODAY, Names())
    assert draft.meeting is not None
    assert len(draft.meeting.people) == len(draft.people) == 100
    assert (draft.promises, draft.note) == ([], "I'll send them the photographs.")
    few = understand("Lunch with Ana Ruiz and Ben Okafor. I'll send them the photographs.", TODAY, Names())
    assert [len(one.people) for one in few.promises] == [2]


def test_nothing_of_a_very_long_text_is_lost() -> None:
    text = repeated("", "zebra umbrella ", "last word", 100_000)
    assert understand(text, TODAY, BOOK).note == text
