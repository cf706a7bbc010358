"""A large file is read by two processes; nobody can tell from what comes out."""

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.formats.card import CardRead
from crm.formats.vcard import parallel_reader
from crm.formats.vcard.batch import deserialize, serialize, shift_positions
from crm.formats.vcard.chunks import chunk_ranges, find_safe_cut, is_large
from crm.formats.vcard.parallel_reader import read_file
from crm.formats.vcard.read_ahead import ReadAheadPolicy
from crm.formats.vcard.reader import read
from tests.crm.files.parallel_scenes import PLAIN, begun, described

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


def test_a_hole_of_nuls_in_the_middle_costs_no_more_than_when_one_process_reads(large: Path) -> None:
    """After a crash: what stands there looks like UTF-16 to whoever sees that part alone."""
    data = large.read_bytes()
    start, _ = list(chunk_ranges(large))[6]
    after = data.index(b"END:VCARD", start) + len(b"END:VCARD\r\n")  # its first card
    large.write_bytes(data[:after] + bytes(4096) + data[after:])
    begins = [one for one, _ in chunk_ranges(large)]
    assert any(bytes(100) in large.read_bytes()[one : one + 4096] for one in begins)
    assert described(read_file(large)) == described(read(large))


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
