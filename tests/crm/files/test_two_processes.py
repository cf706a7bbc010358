"""A large file is read by two processes; nobody can tell from what comes out."""

import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.cards import written
from crm.commands.run_command import run
from crm.formats.card import CardRead
from crm.formats.vcard import parallel_reader, worker_process
from crm.formats.vcard.batch import deserialize, serialize, shift_positions
from crm.formats.vcard.chunk_queue import ChunkQueue, discard_started, start_early
from crm.formats.vcard.chunks import chunk_ranges, find_safe_cut, is_large
from crm.formats.vcard.parallel_reader import read_file
from crm.formats.vcard.read_ahead import ReadAheadPolicy
from crm.formats.vcard.reader import read
from crm.importing.progress import Cancelled
from tests.growth import first

ROOT = Path(__file__).parents[3]
PLAIN = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n"
_LINES = st.sampled_from(
    [
        "BEGIN:VCARD",
        "END:VCARD",
        "AGENT:",
        "FN:Ana Ruiz",
        "TEL:1",
        "stray",
        "",
        " folded",
        "BDAY:never",
        PLAIN * 2,
    ]
)


def described(cards: Iterable[CardRead]) -> list[tuple[Any, ...]]:
    """Everything a card says, and what was made ready of it, whoever has done so."""
    return [
        (
            card.number, card.first_line, card.kind, card.contact, card.contact and card.record, card.members,
            card.remarks, card.count,
        )
        for card in cards
    ]  # fmt: skip


def instead(code: str) -> Callable[..., list[str]]:
    """A child process that runs `code`, with the words the real one is given."""
    head = f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    return lambda *words: [sys.executable, "-I", "-S", "-c", head + code, *words]


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Mixed cards, some with something to remark, large enough for two processes."""
    path = tmp_path / "large.vcf"
    damaged = PLAIN.replace("FN", "BDAY:some day\nno colon here\nFN")
    path.write_text(written(3000) + damaged * 3 + written(3000, 2), encoding="utf-8", newline="")
    return path


def test_whoever_waits_for_the_second_process_may_stop(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "command", instead("import time; time.sleep(600)"))
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


@contextmanager
def begun(file: Path) -> Iterator[ChunkQueue]:
    queue = ChunkQueue(file, None)
    try:
        yield queue
    finally:
        queue.stop()


def test_no_more_waits_than_the_memory_has_room_for(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes the cards slowly finds a few stretches read ahead, not the file."""
    monkeypatch.setattr("crm.formats.vcard.chunk_queue._MAX_ASSIGNED", 2)
    monkeypatch.setattr("crm.formats.vcard.chunk_queue._MAX_READ_AHEAD_BY_WORKER", 3)
    with begun(large) as queue:
        while queue.collect(5):
            queue.assign_chunks()
        assert 3 <= len(queue.waiting) <= 4 < len(list(chunk_ranges(large)))
        assert all(chunk.result for chunk in queue.waiting)


def test_the_second_process_is_given_more_while_what_it_read_waits(large: Path) -> None:
    """What it has read and nobody has used yet is no work that it still has."""
    with begun(large) as queue:
        given = len(queue.waiting)
        assert queue.collect(5)
        queue.assign_chunks()
        assert len(queue.waiting) > given


def test_two_processes_read_what_one_reads_with_the_same_numbers_and_remarks(large: Path) -> None:
    told: list[int] = []
    cards = list(read_file(large, None, told.append))
    assert described(cards) == described(read(large))
    assert any(card.remarks and card.number > 3000 for card in cards)
    assert told == sorted(told)
    assert told[-1] == large.stat().st_size
    assert len(set(told)) > 10


@pytest.fixture
def read_by_us(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the stretches begin that this process reads."""
    begun: list[int] = []
    here = parallel_reader._ParallelRead._read_here
    monkeypatch.setattr(
        parallel_reader._ParallelRead,
        "_read_here",
        lambda self, chunk: begun.append(chunk.start) or here(self, chunk),
    )
    return begun


def test_each_reads_some_of_it(large: Path, read_by_us: list[int]) -> None:
    assert len(list(read_file(large))) == 6003
    assert 0 < len(set(read_by_us)) < len(list(chunk_ranges(large)))
    assert 0 not in read_by_us, "the second process began at the beginning"


def test_who_is_slower_than_the_reading_reads_nothing(
    large: Path, read_by_us: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an import is, which writes meanwhile: what it read itself would be done later than by waiting."""
    monkeypatch.setattr(ReadAheadPolicy, "should_read_ahead", lambda self, unread, unused: False)
    assert len(list(read_file(large))) == 6003
    assert read_by_us == []


def test_the_slower_one_is_found_by_what_each_took() -> None:
    policy = ReadAheadPolicy()
    assert policy.should_read_ahead(1, 100), "nothing is known yet"
    policy.add_use_time(1)
    assert policy.should_read_ahead(1, 100), "nothing was read yet"
    policy.add_read_time(2)
    policy.add_read_time(4)
    assert policy.should_read_ahead(4, 11)
    assert not policy.should_read_ahead(4, 13)
    policy.add_use_time(0)
    assert policy.should_read_ahead(4, 13), "going through the cards got quicker"


@pytest.mark.parametrize("after", first(1, [0, 1, 5]))
def test_where_the_second_process_fails_this_one_reads_on(
    large: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    failing = (
        "import os, itertools; from crm.formats.vcard import worker_loop as a; read, times = a._read_chunk, itertools.count(); "
        f"a._read_chunk = lambda *of: read(*of) if next(times) < {after} else os._exit(3); a.main(sys.argv[2:])"
    )
    monkeypatch.setattr(worker_process, "command", instead(failing))
    assert described(read_file(large)) == described(read(large))


def test_without_a_second_process_this_one_reads_it_all(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "command", lambda *_words: [str(large.parent / "no such program")])
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


def test_a_hole_of_nuls_in_the_middle_costs_no_more_than_when_one_process_reads(large: Path) -> None:
    """After a crash: what stands there looks like UTF-16 to whoever sees that part alone."""
    data = large.read_bytes()
    start, _ = list(chunk_ranges(large))[6]
    after = data.index(b"END:VCARD", start) + len(b"END:VCARD\r\n")  # its first card
    large.write_bytes(data[:after] + bytes(4096) + data[after:])
    begins = [one for one, _ in chunk_ranges(large)]
    assert any(bytes(100) in large.read_bytes()[one : one + 4096] for one in begins)
    assert described(read_file(large)) == described(read(large))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_whatever_ends_the_fetching_ends_the_waiting(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*of: Any) -> worker_process.ChunkResult:
        raise MemoryError

    whole = described(read(large))
    monkeypatch.setattr(worker_process, "ChunkResult", full)
    assert described(read_file(large)) == whole


def test_a_second_process_that_hangs_is_given_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "command", instead("import time; time.sleep(600)"))
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


def test_a_small_file_and_one_in_utf16_are_left_to_one_process(tmp_path: Path) -> None:
    small, wide = tmp_path / "small.vcf", tmp_path / "wide.vcf"
    small.write_text(PLAIN * 10, encoding="utf-8")
    wide.write_text(PLAIN * 40_000, encoding="utf-16-le")
    assert not is_large(small)
    assert not is_large(wide)


def test_a_file_that_cannot_be_cut_is_read_all_the_same_and_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blank line between the cards: no place is known for safe."""
    path = tmp_path / "blank lines.vcf"
    card = PLAIN.replace("END", f"NOTE:{'x' * 1000}\nEND") + "\n"
    path.write_text(card * 22_000, encoding="utf-8", newline="")
    assert len(list(chunk_ranges(path))) == 1
    cards = read_file(path)
    tracemalloc.start()
    assert sum(1 for _ in cards) == 22_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 2


@settings(max_examples=100, deadline=None)
@given(st.lists(_LINES, min_size=4, max_size=60).map("\n".join), st.integers(1, 400))
def test_stretches_join_to_the_file_and_read_as_the_whole(text: str, length: int) -> None:
    data = (text + "\n" + PLAIN * 4 + text + "\n" + PLAIN * 3).encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "some.vcf"
        path.write_bytes(data)
        cuts = list(chunk_ranges(path, length))
    assert [start for start, _ in cuts] == [0, *(end for _, end in cuts[:-1])]
    assert cuts[-1][1] == len(data)
    found: list[CardRead] = []
    cards = lines = 0
    for start, end in cuts:
        part = list(read(data[start:end]))
        found += (shift_positions(card, cards, lines) for card in part)
        cards, lines = cards + sum(card.count for card in part), lines + data[start:end].count(b"\n")
    assert described(found) == described(read(data))


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, min_size=4, max_size=30).map("\n".join))
def test_a_safe_place_is_one_where_each_part_reads_as_within_the_whole(text: str) -> None:
    data = (text + "\n" + PLAIN * 4 + "FN:lost\nBEGIN:VCARD\n" + text + "\n").encode()
    place = find_safe_cut(data)
    assert place is not None
    first = list(read(data[:place]))
    cards, lines = sum(card.count for card in first), data[:place].count(b"\n")
    rest = deserialize(serialize(read(data[place:])), cards, lines)
    assert described([*first, *rest]) == described(read(data))


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
