"""To whom a captured text is an ask or a pitch."""

import pytest

from crm.capture.understand import understand
from crm.guard.captured_text import Captured, captured
from tests.crm.capture.network import NETWORK, TODAY

ANA, BEN = 1, 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked Ana for 15 minutes on pricing", Captured(ANA, True, False)),
        ("Coffee with Ben. Asked Ana for 15 minutes", Captured(ANA, True, False)),
        ("I'll ask Ben for a quote", Captured(BEN, True, False)),
        ("Ask Ana how the launch went", Captured(None, False, False)),
        ("Coffee with Ana. Send Ben our price list", Captured(BEN, False, True)),
        ("Coffee with Ana today. Hot lead for us", Captured(ANA, False, True)),
        ("Coffee with Quentin Blake. Hot lead for us", Captured(None, False, True)),
        ("Coffee with Chris. Close the deal", Captured(None, False, True)),
        ("Coffee with Ana at Blue Bottle. Send her the pricing article", Captured(None, False, False)),
    ],
)
def test_who_is_asked_or_sold_to(text: str, expected: Captured) -> None:
    assert captured(understand(text, TODAY, NETWORK)) == expected
