"""A day typed by itself."""

from datetime import date

import pytest

from crm.capture.typed_day import parse_day

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "forward", "day"),
    [
        ("3 December", True, date(2026, 12, 3)),
        ("on 3 December", True, date(2026, 12, 3)),
        ("in two weeks", True, date(2026, 12, 5)),
        ("Friday", True, date(2026, 11, 27)),
        ("Friday", False, date(2026, 11, 20)),
        ("2026-12-24", True, date(2026, 12, 24)),
        ("tomorrow", True, date(2026, 11, 22)),
        ("3 days ago", False, date(2026, 11, 18)),
        ("", True, None),
        ("soon", True, None),
        ("Friday or Saturday", True, None),
        ("31 April", True, None),
    ],
)
def test_one_day_and_nothing_else(text: str, forward: bool, day: date | None) -> None:
    assert parse_day(text, TODAY, forward) == day
