"""Fixtures: the same window as in tests/ui."""

from tests.journeys.started import start
from tests.ui.conftest import (
    context,
    inline_background,
    looked,
    no_time_between_turns,
    qapp_cls,
    settled,
)

__all__ = ["context", "inline_background", "looked", "no_time_between_turns", "qapp_cls", "settled", "start"]
