"""A large file is read by two processes; nobody can tell from what comes out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.cards import written
from crm.exchange.cards import CardRead
from crm.exchange.vcard import sharing
from crm.exchange.vcard.parcel import packed, unpacked
from crm.exchange.vcard.reader import read
from crm.exchange.vcard.seam import safe_place, seam_of
from crm.exchange.vcard.sharing import read_file
from crm.exchange.watch import Cancelled

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


def told_of(cards: Iterable[CardRead]) -> list[tuple[Any, ...]]:
    """Everything a card says, and what was made ready of it, whoever has done so."""
    return [
        (
            card.number, card.first_line, card.kind, card.contact, card.contact and card.ready, card.members,
            card.remarks, card.count,
        )
        for card in cards
    ]  # fmt: skip


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Mixed cards, some with something to remark, large enough for two processes."""
    path = tmp_path / "large.vcf"
    damaged = PLAIN.replace("FN", "BDAY:some day\nno colon here\nFN")
    path.write_text(written(3000) + damaged * 3 + written(3000, 2), encoding="utf-8", newline="")
    return path


def test_whoever_waits_for_the_second_process_may_stop(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_CHILD", "import time; time.sleep(600)")
    monkeypatch.setattr(sharing, "_LOOK_S", 0.001)
    seam = seam_of(large)
    told: list[int] = []

    def progress(done: int) -> None:
        told.append(done)
        if told[-3:] == [seam] * 3:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        for _ in read_file(large, None, progress, seam):
            pass
    assert told[-3:] == [seam] * 3


def test_no_more_waits_than_the_memory_has_room_for(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_MOST_WAITING", 2)
    whole = told_of(read(large))
    cards = read_file(large)
    assert told_of(cards) == whole
    stopped = read_file(large)
    next(stopped)
    stopped.close()  # the thread that fetches must not wait for room for ever


def test_two_processes_read_what_one_reads_with_the_same_numbers_and_remarks(large: Path) -> None:
    seam = seam_of(large)
    told: list[int] = []
    assert seam is not None
    cards = list(read_file(large, None, told.append))
    assert told_of(cards) == told_of(read(large))
    assert any(card.remarks and card.number > 3000 for card in cards)
    assert told == sorted(told)
    assert told[0] <= seam < told[-1]


@pytest.mark.parametrize("cut_short", [0, 1, 5])
def test_where_the_second_process_fails_this_one_reads_on(
    large: Path, monkeypatch: pytest.MonkeyPatch, cut_short: int
) -> None:
    half = sharing._CHILD.replace(
        "send()",
        f"import os, itertools; from crm.exchange.vcard import sharing as s; p = s._parcels; "
        f"s._parcels = lambda *a: itertools.chain(itertools.islice(p(*a), {cut_short}), map(os._exit, [3])); s.send()",
    )
    monkeypatch.setattr(sharing, "_CHILD", half)
    assert told_of(read_file(large)) == told_of(read(large))


def test_without_a_second_process_this_one_reads_it_all(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing.sys, "executable", str(large.parent / "no such program"))
    assert told_of(read_file(large)) == told_of(read(large))


def test_who_stops_listening_ends_the_second_process(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = sharing._started
    monkeypatch.setattr(sharing, "_started", lambda *of: started.append(start(*of)) or started[-1])
    cards = read_file(large)
    next(cards)
    cards.close()
    assert started[0].returncode is not None


def test_a_small_file_and_one_in_utf16_are_left_to_one_process(tmp_path: Path) -> None:
    small, wide = tmp_path / "small.vcf", tmp_path / "wide.vcf"
    small.write_text(PLAIN * 10, encoding="utf-8")
    wide.write_text(PLAIN * 40_000, encoding="utf-16-le")
    assert seam_of(small) is None
    assert seam_of(wide) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, min_size=4, max_size=30).map("\n".join))
def test_a_safe_place_is_one_where_each_part_reads_as_within_the_whole(text: str) -> None:
    data = (text + "\n" + PLAIN * 4 + "FN:lost\nBEGIN:VCARD\n" + text + "\n").encode()
    place = safe_place(data)
    assert place is not None
    first = list(read(data[:place]))
    cards, lines = sum(card.count for card in first), data[:place].count(b"\n")
    rest = unpacked(packed(read(data[place:])), cards, lines)
    assert told_of([*first, *rest]) == told_of(read(data))
