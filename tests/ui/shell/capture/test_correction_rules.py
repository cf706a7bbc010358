"""Corrections of a draft without a window: how long each one applies while the text is edited."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.capture.draft import Span
from crm.capture.names import KnownName, Names
from crm.capture.understand import understand
from ui.shell.capture.corrections import Corrections
from ui.shell.capture.edits import Edit, TrackedRange, code_points

TODAY = date(2026, 11, 21)
THURSDAY = date(2026, 11, 19)
SAID = "Coffee with Ana Ruiz. Send her the pricing article"


class Typing:
    """The text and its corrections as the sheet keeps them, without a window: a call on Thursday that was read as a coffee today."""

    def __init__(self, text: str = SAID) -> None:
        self.text, self.made = text, Corrections()
        self.read()
        self.made.choose_kind("call")
        self.made.choose_day(THURSDAY)
        self.read()

    def read(self) -> tuple[str, date]:
        names = Names([KnownName(1, "Ana Ruiz", "Ana", "Ruiz"), KnownName(2, "Ben Okafor", "Ben", "Okafor")])
        self.draft = self.made.apply(understand(self.text, TODAY, names, self.made.chosen), TODAY)
        return (self.draft.meeting.kind, self.draft.meeting.on) if self.draft.meeting else ("", TODAY)

    def put(self, after: str, words: str) -> tuple[str, date]:
        """Typed right behind these words."""
        return self.replace("", words, self.text.index(after) + len(after))

    def replace(self, old: str, new: str, at: int = -1) -> tuple[str, date]:
        at = at if at >= 0 else self.text.index(old)
        self.text = self.text[:at] + new + self.text[at + len(old) :]
        self.made.follow(Edit(at, len(old), len(new)), self.text)
        return self.read()

    @property
    def changed(self) -> list[str]:
        return [one.words(TODAY) for one in self.made.active()]


@pytest.mark.parametrize(
    "other",
    [
        "Coffee with Ben Okafor",
        "Coffee with Ana Ruiz. Send her the deck",
        "Coffee with Ben Okafor\nCoffee with Ana Ruiz",
    ],
)
def test_another_sentence_pasted_over_it_says_what_it_says(other: str) -> None:
    typing = Typing()
    assert typing.replace(SAID, other) == ("coffee", TODAY)
    assert typing.changed == []


def test_the_same_sentence_typed_again_from_its_first_letter_is_another() -> None:
    typing = Typing()
    typing.replace(SAID[1:], "")
    assert typing.replace("C", SAID) == ("coffee", TODAY)


def test_what_is_written_later_counts_and_the_correction_comes_back_with_its_words() -> None:
    typing = Typing()
    assert typing.put("Ruiz", " yesterday") == ("call", TODAY - timedelta(days=1))
    assert typing.changed == ["Call, not coffee"]
    assert typing.replace(" yesterday", "") == ("call", THURSDAY)
    assert typing.replace("Coffee", "Lunch") == ("meal", THURSDAY)


def test_another_partner_and_what_stands_around_leave_it_be() -> None:
    typing = Typing()
    assert typing.put("", "It rained, 🌧 all day. ") == ("call", THURSDAY)
    assert typing.replace("Ana Ruiz", "Ben Okafor") == ("call", THURSDAY)
    assert typing.put("article", ". Back in May") == ("call", THURSDAY)
    assert typing.put("", "Lunch with Ben Okafor. ") == ("meal", TODAY), "a meeting in front has its own day"
    assert typing.changed == []


def test_a_day_of_a_promise_goes_with_its_words() -> None:
    typing = Typing()
    typing.made.choose_due(typing.draft.promises[0], date(2026, 12, 1))
    typing.put("article", " and the list")
    assert [(one.what, one.due) for one in typing.draft.promises] == [
        ("the pricing article and the list", date(2026, 12, 1))
    ]
    typing.put("list", " by Friday")
    assert typing.draft.promises[0].due == date(2026, 11, 27), "what is written later counts"
    typing.replace("Send her the pricing article and the list by Friday", "Send her the deck")
    assert typing.draft.promises[0].due == date(2026, 11, 23)


def test_choosing_what_the_text_says_anyway_corrects_nothing() -> None:
    typing = Typing()
    typing.made.choose_kind("coffee")
    typing.made.choose_day(TODAY)
    assert typing.read() == ("coffee", TODAY)
    assert typing.changed == []


@given(
    st.text("ab🌧é", min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6), st.text("xy🌧", max_size=4)), max_size=6),
    st.data(),
)
def test_letters_are_followed_through_any_edits(
    text: str, edits: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    followed = TrackedRange.of(Span(start, end, "clause"))
    match_range = [(letter, start <= place < end) for place, letter in enumerate(text)]
    for at, removed, put in edits:
        at = min(at, len(match_range))
        removed = min(removed, len(match_range) - at)
        match_range[at : at + removed] = [(letter, False) for letter in put]
        followed.follow(Edit(at, removed, len(put)))
    left = [place for place, (_letter, is_ours) in enumerate(match_range) if is_ours]
    assert followed.is_deleted == (2 * len(left) < end - start)
    assert followed.is_in(Span(min(left, default=0), max(left, default=0) + 1, "clause"))


@given(st.text("a🌧é", max_size=8), st.integers(0, 20))
def test_units_of_qt_are_letters(text: str, units: int) -> None:
    text_range = code_points(text, units)
    assert len(text[:text_range].encode("utf-16-le")) // 2 <= units
    assert text_range == len(text) or len(text[: text_range + 1].encode("utf-16-le")) // 2 > units
