"""Classification of captured texts: whom they ask, and whether they sell."""

import pytest

from crm.capture.understand import understand
from crm.guard.captured_text import CapturedIntent, captured_intent
from tests.crm.capture.network import NETWORK, TODAY

ANA, BEN = 1, 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked Ana for 15 minutes on pricing", CapturedIntent(ANA, True, False)),
        ("Coffee with Ben. Asked Ana for 15 minutes", CapturedIntent(ANA, True, False)),
        ("I'll ask Ben for a quote", CapturedIntent(BEN, True, False)),
        ("Ask Ana how the launch went", CapturedIntent(None, False, False)),
        ("Coffee with Ana. Send Ben our price list", CapturedIntent(BEN, False, True)),
        ("Coffee with Ana today. Hot lead for us", CapturedIntent(ANA, False, True)),
        ("Coffee with Quentin Blake. Hot lead for us", CapturedIntent(None, False, True)),
        ("Coffee with Chris. Close the deal", CapturedIntent(None, False, True)),
        ("Coffee with Ana at Blue Bottle. Send her the pricing article", CapturedIntent(None, False, False)),
    ],
)
def test_who_is_asked_or_sold_to(text: str, expected: CapturedIntent) -> None:
    assert captured_intent(understand(text, TODAY, NETWORK)) == expected
