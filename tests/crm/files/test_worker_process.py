"""The worker process of the parallel reader: started, stopped, failing."""

import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cards import written
from crm.commands.run_command import run
from crm.formats.vcard import parallel_reader, worker_process
from crm.formats.vcard.chunk_queue import discard_started, start_early
from crm.formats.vcard.parallel_reader import read_file
from crm.formats.vcard.reader import read
from crm.importing.progress import Cancelled
from tests.crm.files.parallel_scenes import begun, described
from tests.growth import first

ROOT = Path(__file__).parents[3]


def instead(code: str) -> Callable[..., list[str]]:
    """A child process that runs `code`, with the words the real one is given."""
    head = f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    return lambda *words: [sys.executable, "-I", "-S", "-c", head + code, *words]


def test_whoever_waits_for_the_second_process_may_stop(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "child_command", instead("import time; time.sleep(600)"))
    monkeypatch.setattr(parallel_reader, "_WAIT_S", 0.001)
    told: list[int] = []

    def progress(done: int) -> None:
        told.append(done)
        if len(told) == 3:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        for _ in read_file(large, None, progress):
            pass
    assert told == [0, 0, 0]


@pytest.mark.parametrize("after", first(1, [0, 1, 5]))
def test_where_the_second_process_fails_this_one_reads_on(
    large: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    failing = (
        "import os, itertools; from crm.formats.vcard import worker_loop as a; read, times = a._read_chunk, itertools.count(); "
        f"a._read_chunk = lambda *of: read(*of) if next(times) < {after} else os._exit(3); a.main(sys.argv[2:])"
    )
    monkeypatch.setattr(worker_process, "child_command", instead(failing))
    assert described(read_file(large)) == described(read(large))


def test_without_a_second_process_this_one_reads_it_all(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        worker_process, "child_command", lambda *_words: [str(large.parent / "no such program")]
    )
    assert described(read_file(large)) == described(read(large))


def test_who_stops_listening_ends_the_second_process(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = worker_process._start_process
    monkeypatch.setattr(
        worker_process, "_start_process", lambda *of: started.append(start(*of)) or started[-1]
    )
    cards = read_file(large)
    next(cards)
    cards.close()
    assert started[0].returncode is not None


def test_what_was_begun_early_is_taken_over_by_the_reading_and_else_ended(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = worker_process._start_process
    monkeypatch.setattr(
        worker_process, "_start_process", lambda *of: started.append(start(*of)) or started[-1]
    )
    start_early(large)
    assert described(read_file(large)) == described(read(large))
    assert len(started) == 1
    start_early(large)
    discard_started()
    assert len(started) == 2
    assert started[1].returncode is not None
    start_early(large.with_name("not there.vcf"))
    start_early(large.parent)
    assert len(started) == 2


def test_a_file_that_was_replaced_meanwhile_is_read_as_it_is_now(large: Path) -> None:
    start_early(large)
    other = large.with_name("other.vcf")
    other.write_text(written(8000, 3), encoding="utf-8", newline="")
    other.replace(large)
    assert described(read_file(large)) == described(read(large))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_whatever_ends_the_fetching_ends_the_waiting(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*of: Any) -> worker_process.ChunkResult:
        raise MemoryError

    whole = described(read(large))
    monkeypatch.setattr(worker_process, "ChunkResult", full)
    assert described(read_file(large)) == whole


def test_a_second_process_that_hangs_is_given_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "child_command", instead("import time; time.sleep(600)"))
    monkeypatch.setattr(parallel_reader, "_WAIT_S", 0.001)
    assert described(read_file(large)) == described(read(large))


def test_a_command_that_refuses_a_large_file_ends_what_it_had_begun(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = worker_process._start_process
    monkeypatch.setattr(
        worker_process, "_start_process", lambda *of: started.append(start(*of)) or started[-1]
    )
    words = ["--data-dir", str(tmp_path / "book"), "import", str(large), "--standing", "nonsense"]
    assert run(words, stdin=StringIO(), out=StringIO(), err=StringIO()) == 2
    assert len(started) == 1
    assert started[0].returncode is not None


def test_a_second_process_that_was_given_up_is_asked_for_nothing_more(large: Path) -> None:
    """Also where all it was given had come by then."""
    with begun(large) as queue:
        assert queue.collect(5)
        while any(chunk.is_assigned and not chunk.result for chunk in queue.waiting):
            queue.collect(5)
        queue.give_up()
        before = len(queue.waiting)
        queue.assign_chunks()
        assert len(queue.waiting) == before
