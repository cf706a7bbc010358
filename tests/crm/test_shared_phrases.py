"""How a topic stands after "looking for"."""

import pytest

from crm.text.shared_phrases import wanted


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("packaging designer", "a packaging designer"),
        ("accountant in Leith", "an accountant in Leith"),
        ("mentor for the first year", "a mentor for the first year"),
        ("teas with papers in order", "teas with papers in order"),
        ("packaging and print", "packaging and print"),
        ("the right printer", "the right printer"),
        ("a printer", "a printer"),
        ("stallholders for winter", "stallholders for winter"),
        ("help from a mentor", "help from a mentor"),
    ],
)
def test_an_article_stands_before_what_is_counted(topic: str, said: str) -> None:
    assert wanted(topic) == said
