"""A command on a large book of an earlier format says what keeps it busy, on the error stream, and once."""

import gzip
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from crm.commands.migration_progress import MigrationNotice
from tests.crm.commands.conftest import Told
from tests.crm.storage.test_migrations import GOLDEN


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the clock shows next."""
    shown: list[float] = []
    monkeypatch.setattr("crm.commands.migration_progress.time.monotonic", lambda: shown.pop(0))
    return shown


def test_it_is_said_once_when_it_takes_longer_than_a_moment(seconds: list[float]) -> None:
    err = StringIO()
    progress: Callable[[int, int], bool] = MigrationNotice(err).on_progress
    seconds += [100.0, 100.5, 101.5, 140.0]
    assert progress(0, 0)
    assert progress(10, 500)
    assert err.getvalue() == ""
    assert progress(300, 500)
    assert progress(500, 500)
    assert err.getvalue().count("brought up to date") == 1


def test_a_command_says_so_beside_its_answer(
    goodturn: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.commands.migration_progress._SECONDS_BEFORE_NOTICE", 0.0)
    (tmp_path / "book").mkdir(exist_ok=True)
    (tmp_path / "book" / "goodturn.db").write_bytes(gzip.decompress(GOLDEN[-1].read_bytes()))
    first, second = goodturn("people", "--json"), goodturn("people", "--json")
    assert "earlier format" in first.err
    assert first.json["people"]
    assert second.err == ""
