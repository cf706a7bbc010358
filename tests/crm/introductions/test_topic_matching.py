"""Which topics are about the same matter, and which only share a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.introductions.topic_matching import EXACT, TopicIndex
from crm.introductions.topic_words import stem, topic_words


def are_close(one: str, other: str) -> bool:
    return bool(TopicIndex([other]).matches(one))


@pytest.mark.parametrize(
    ("sought", "offered"),
    [
        ("a second stockist in Glasgow", "Glasgow delis"),
        ("bookkeeping for restaurants", "hospitality accounts"),
        ("packaging designer", "packaging"),
        ("first sales hire", "first hires"),
        ("wholesale pricing", "pricing"),
        ("someone to translate into Portuguese", "Portuguese translations"),
        ("an accountant", "bookkeeping"),
        ("Café-Einrichtung", "cafe einrichtung"),
        ("a mentor in service design", "service design"),
        ("選書", "選書"),
        ("to sell in Norway one day", "selling in Norway"),
        ("a designer", "designers"),
    ],
)
def test_about_the_same_matter(sought: str, offered: str) -> None:
    assert are_close(sought, offered)
    assert are_close(offered, sought)


@pytest.mark.parametrize(
    ("sought", "offered"),
    [
        ("a flat in Glasgow", "Glasgow delis"),
        ("web shops", "shop interiors"),
        ("someone to take on the shop", "web shops"),
        ("cars", "care homes"),
        ("market stalls", "marketing"),
        ("trade marks", "direct trade"),
        ("restaurants with good light", "hospitality accounts"),
        ("help with the thing", "something else to help with"),
        ("", ""),
    ],
)
def test_not_about_the_same_matter(sought: str, offered: str) -> None:
    assert not are_close(sought, offered)
    assert not are_close(offered, sought)


def test_the_same_words_are_closest() -> None:
    index = TopicIndex(["pricing", "Wholesale  Pricing", "boats", "pricing wholesale"])
    assert [one.number for one in index.matches("wholesale pricing")] == [1, 3, 0]
    assert index.matches("wholesale pricing")[0].closeness == EXACT


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_either_way(one: str, other: str) -> None:
    assert are_close(one, other) == are_close(other, one)


@given(st.text(max_size=80))
def test_a_text_is_about_what_it_is_about(text: str) -> None:
    assert are_close(text, f"the {text}") == bool(topic_words(text).weights) or len(text.split()) > 8


@pytest.mark.parametrize(
    "words",
    ["design designer designers designing", "pricing prices priced price", "delis deli", "baking baked"],
)
def test_endings_do_not_matter(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1
