"""What holds for any text at all: nothing raises, nothing is lost, the underlines lie in the text."""

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.tokens import tokens
from crm.capture.understand import understand
from crm.capture.vocabulary import one_of
from tests.crm.capture.network import NETWORK, TODAY

_PIECES = [
    "Coffee with", "Lunch", "Met", "Ana Ruiz", "Ana", "Ben Okafor", "Chris", "Priya Nair", "Rosa", "yesterday", "by Friday",
    "at Blue Bottle", "at 14:00", "on 3 May", "the 5th", "next week", "Intro", "send", "her", "him", "them", "she'll", "She'll",
    "I'll", "I owe", "promised", "to", "the pricing article", "check the dates", "and", ",", ".", ";", ":", "?", "!", "(", ")",
    '"', "“", "”", "\n", "who", "is looking for", "can help with", "cares about", "advised me to", "I told", "thank", "tell", "ask",
    "how", "with", "w/", "not", "won't", "we", "if", "said", "'s", "Dr.", "de la", "-", "…", "in two months", "before 12 December",
]  # fmt: skip

_wild = st.text(max_size=120)
_likely = st.lists(st.sampled_from(_PIECES), max_size=24).map(" ".join)
_texts = st.one_of(_likely, _wild)
_often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str, names: Names = NETWORK) -> Draft:
    return understand(text, TODAY, names)


@_often
@given(_texts)
def test_underlines_lie_inside_the_text_in_order_and_never_over_each_other(text: str) -> None:
    end = 0
    for span in read(text).spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end


@_often
@example("before 12 December Coffee with Ana Ruiz")  # a day that is not the meeting's own
@example("Lunch before 12 December Ana Ruiz")
@given(_texts)
def test_every_word_is_understood_or_stays_in_the_note(text: str) -> None:
    draft = read(text)
    assert draft.text == text
    kept = " ".join([draft.note, *_understood(draft)])
    if draft.meeting is None and not (draft.promises or draft.topics or draft.advice):
        assert _words(text) == _words(draft.note)
    else:
        unknown = [word for word in _words(text) if word not in _words(kept)]
        covered = {word for span in draft.spans for word in _words(text[span.start : span.end])}
        assert all(word in covered or word.lower() in _SMALL for word in unknown)


@_often
@given(_texts)
def test_the_note_is_made_of_the_text_alone(text: str) -> None:
    pieces = re.split(r"[\s,]+", read(text).note)
    assert all(piece in text for piece in pieces)


@_often
@given(_texts)
def test_the_same_text_always_means_the_same(text: str) -> None:
    assert read(text) == read(text)


@_often
@given(_texts)
def test_nobody_unclear_is_ever_given_an_id(text: str) -> None:
    for one in read(text).people:
        assert (one.person_id is None) == (one.status in ("new", "ambiguous"))
        assert one.name
        assert one.status != "ambiguous" or len(one.candidates) != 1 or one.candidates[0][1] != one.name


@_often
@given(_texts)
@example("Ana Ruiz promised she'll \n")
def test_promises_name_someone_and_say_what(text: str) -> None:
    for promise in read(text).promises:
        assert promise.what
        assert promise.by is not None or (promise.people and promise.due is not None)
        assert promise.due_said is False or promise.due is not None


@_often
@given(_texts)
def test_without_a_book_a_text_is_read_as_well(text: str) -> None:
    assert all(one.status == "new" for one in read(text, Names()).people)


# Words that only hold the others together, beside what is underlined.
_SMALL = {
    "with", "w", "and", "at", "on", "by", "for", "the", "in", "to", "from", "who", "said", "her", "him", "them", "a", "an", "i",
    "before", "until", "but", "so", "then", "also", "is", "had", "s", "dr", "we", "not",
} | one_of("meetings", "light") | one_of("meetings", "ahead") | one_of("clauses", "leads")  # fmt: skip


def _understood(draft: Draft) -> list[str]:
    return [draft.text[span.start : span.end] for span in draft.spans]


def _words(text: str) -> list[str]:
    return [
        word
        for token in tokens(text)
        if token.kind not in ("mark", "break")
        for word in re.findall(r"\w+", token.text)
    ]
