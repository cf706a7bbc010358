"""Phrases shared by the rows."""

import pytest

from crm.text.shared_phrases import article


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("intern", "an"), ("university lecturer", "a"), ("uninvited partner", "an"), ("honest partner", "an"), ("hourly job", "an"),
        ("house", "a"), ("MBA mentor", "an"), ("UX designer", "a"), ("HR partner", "an"), ("one-off job", "a"), ("European partner", "a"),
        ("umbrella maker", "an"), ("user researcher", "a"), ("SEO consultant", "an"), ("onboarding mentor", "an"),
    ],
)  # fmt: skip
def test_an_article_follows_the_sound(noun: str, said: str) -> None:
    assert article(noun) == said
