"""Ten thousand events spoiled in every way: none ends the reading, none is lost unsaid, none keeps it busy."""

import random
import time
from pathlib import Path

import pytest

from crm.formats.calendar import recurrence
from tests.fuzzed_events import Steps, check, fuzzed

EVENTS = 10_000


@pytest.mark.endure
def test_ten_thousand_spoiled_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Steps()
    monkeypatch.setattr(recurrence, "_period", steps.period)
    seed = random.SystemRandom().randrange(10**9)
    print(f"\nseed {seed}")
    chance = random.Random(seed)
    events, slowest = 0, 0.0
    while events < EVENTS:
        before = time.process_time()
        events += check(tmp_path / "calendar.ics", fuzzed(chance, 12))
        slowest = max(slowest, time.process_time() - before)
    print(
        f"{events:,} events, at most {steps.most:,} steps for a rule, the slowest dozen {slowest * 1000:.0f} ms"
    )
    assert steps.most <= max(recurrence.MAX_PERIODS.values())
