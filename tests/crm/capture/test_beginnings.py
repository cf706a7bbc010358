"""Only words that may begin a date or a name are asked whether they do: whatever the others are asked, they begin none."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.capture import date_phrases
from crm.capture.mentions import _Scan, index_of_new_names
from crm.capture.names import Names
from crm.capture.tokens import tokens
from crm.capture.vocabulary import words
from tests.crm.capture.network import NETWORK


def _words_of(part: object) -> set[str]:
    if isinstance(part, str):
        return {part}
    if isinstance(part, dict):
        return _words_of([*part, *part.values()])
    return {word for one in part for word in _words_of(one)} if isinstance(part, list) else set()


_DATES = st.sampled_from(
    [
        *sorted(_words_of(words("dates"))),
        "3",
        "21st",
        "12/11/2026",
        "19.11.",
        "2026-11-03",
        "Fri",
        "mon.",
        "Jan.",
    ]
)
_PEOPLE = st.sampled_from(
    ["ana", "Ana Ruiz", "ben's", "Dr. Weiss", "liz", "seán o’brien", "zoe", "Zoe Quine", "will", "may", "introduce", "with",
     "to", "and", ",", "met", "send", "between", "of", "i", "said", "her", "coffee", "van der", "Mrs", "x"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_DATES, min_size=1, max_size=8))
def test_no_date_begins_with_a_word_that_is_not_asked(said: list[str]) -> None:
    text = tokens(" ".join(said))
    lows = [token.low for token in text]
    for at in range(len(text)):
        for matcher, firsts in date_phrases._MATCHERS:
            if matcher(text, lows, at) is not None:
                first = "0" if lows[at][0].isdigit() else lows[at].rstrip(".")
                assert first in firsts
                assert date_phrases._begins(lows[at])


@settings(max_examples=300, deadline=None)
@given(st.lists(_PEOPLE, min_size=1, max_size=10))
def test_no_name_begins_with_a_word_that_is_not_asked(said: list[str]) -> None:
    text = " ".join(said)
    scan = _Scan(text, tokens(text), NETWORK)
    new = [one for one in scan.find_all(Names()) if not one.ids]
    scan.find_all(index_of_new_names(new))
    for at, token in enumerate(tokens(text)):
        if token.kind == "word" and not scan._may_begin(at):
            assert scan._match_at(at) is None
