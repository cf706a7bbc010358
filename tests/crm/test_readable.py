"""What a name from outside holds moves nothing that stands beside it, and nothing in it is unseen."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.text.outside_text import MARK, readable, shown, without_hidden
from tests.growth import LINEAR, first, growth

HEBREW, ARABIC, PERSIAN = "דנה כהן", "سارة علي", "می\u200cخواهم"
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = "\u00ad\u034f\u115f\u180e\u200b\u2060\u2064\ufeff\u3164\uffa0\U000e0041"


@pytest.mark.parametrize("hidden", [*_TURNING, *_UNSEEN])
def test_what_nobody_sees_is_marked_and_nothing_else_changes(hidden: str) -> None:
    assert shown(f"Añ{hidden}a") == f"Añ{MARK}a"
    assert shown(f"{hidden}Ana") == f"{MARK}Ana"
    assert without_hidden(f"A{hidden}na") == "Ana"


@pytest.mark.parametrize("name", [HEBREW, ARABIC, "דנה 2 כהן", "דנה-כהן"])
def test_a_name_from_right_to_left_stands_in_an_isolate_of_its_own(name: str) -> None:
    assert shown(f"Coffee with {name}, 3 weeks ago (2)") == f"Coffee with \u2068{name}\u2069, 3 weeks ago (2)"
    assert shown(f"{name}: 1, 2") == f"\u2068{name}\u2069: 1, 2"


def test_what_scripts_and_emoji_need_stays() -> None:
    assert shown(PERSIAN) == f"\u2068{PERSIAN}\u2069"
    for text in (
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "क\u094d\u200dष",
        "Zoë",
        "李\n王",
    ):
        assert shown(text) == text
    assert shown("An\u200da é") == f"An{MARK}a é"
    assert shown("plain\n\ttext") == "plain\n\ttext"


_PIECES = st.sampled_from(
    [*_TURNING, *_UNSEEN, "\u200c", "\u200d", HEBREW, ARABIC, "Ana", "é", " ", "1", ", ", "(", "👨", "\n"]
)
_texts = st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=30)


@given(_texts)
@settings(deadline=None, max_examples=500)
def test_isolates_are_in_pairs_on_one_line_and_nothing_else_turns_the_writing(text: str) -> None:
    made = shown(text)
    for line in made.split("\n"):
        depth = 0
        for char in line:
            depth += (char == "\u2068") - (char == "\u2069")
            assert 0 <= depth <= 1
            assert char in "\u2068\u2069" or char not in _TURNING + _UNSEEN
            # Right-to-left letters stand in an isolate, all others of a strong direction outside of it.
            if unicodedata.bidirectional(char) in ("R", "AL") and unicodedata.name(char, ""):
                assert depth == 1 or ord(char) > 0x1EFFF or not "\u0590" <= char <= "\u08ff"
            if unicodedata.bidirectional(char) == "L":
                assert depth == 0
        assert depth == 0


@given(_texts)
@settings(deadline=None, max_examples=500)
def test_shown_twice_is_shown_once_and_what_is_seen_stays(text: str) -> None:
    made = shown(text)
    assert shown(made) == made
    assert without_hidden(made).replace(MARK, "") == without_hidden(text).replace(MARK, "")
    assert len(made.replace("\u2068", "").replace("\u2069", "")) <= len(text)


@pytest.mark.parametrize(
    "piece",
    first(4, ["\u202e", "é\u200d", "א1", "\u2068", "\u2068א", "א", "א ", "\U0001f3f4\U000e0067", "א\u200c"]),
)
def test_a_long_text_costs_in_proportion(piece: str) -> None:
    assert growth(lambda size: lambda: shown(piece * size), 15_000) < LINEAR


def test_bytes_that_are_no_text_become_readable() -> None:
    assert readable("a\udc80b") == "a\ufffdb"
