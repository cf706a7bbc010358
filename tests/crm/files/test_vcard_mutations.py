"""Cards damaged at random: none crashes the reader, none takes long, none spoils its neighbours, all are counted."""

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.formats.vcard.reader import read
from tests.cards import card

_ODD = [b"\n", b"\r", b"\r\n ", b"=", b"=\r\n", b";", b":", b",", b'"', b"\\", b"\x00", b"\xff", b"\xc3", b"\xe2\x80\xa8",
        b"AGENT:\r\n", b"ENCODING=BASE64", b";CHARSET=UTF-16", b";ENCODING=QUOTED-PRINTABLE", b"\xef\xbb\xbf", b"."]  # fmt: skip
_BEGIN = re.compile(rb"(?i)(?:^|[\r\n])BEGIN:VCARD[ \t]*(?=[\r\n]|$)")


def mutated(pick: random.Random, data: bytes) -> bytes:
    body = bytearray(data)
    for _ in range(pick.randint(1, 6)):
        at = pick.randrange(len(body))
        kind = pick.randrange(4)
        if kind == 0:
            body[at : at + pick.randint(1, 30)] = b""
        elif kind == 1:
            body[at:at] = pick.choice(_ODD)
        elif kind == 2:
            body[at] = pick.randrange(256)
        else:
            start = pick.randrange(len(body))
            body[at:at] = body[start : start + pick.randint(1, 60)]
        if not body:
            return b" "
    return bytes(body)


def check(seed: int, mutate: int) -> None:
    """`mutate` damaged cards, each between two good ones."""
    pick = random.Random(seed)
    good = [card(index, seed=9).encode() for index in range(4)]
    for number in range(mutate):
        bad = mutated(pick, card(number, seed).encode())
        data = good[number % 4] + bad + b"\r\n" + good[(number + 1) % 4]
        started = time.perf_counter()
        found = list(read(data))
        assert time.perf_counter() - started < 1, data
        names = [one.contact.full_name for one in found if one.contact]
        assert names[0] == next(iter(read(good[number % 4]))).contact.full_name, data  # type: ignore[union-attr]
        assert names[-1] == next(iter(read(good[(number + 1) % 4]))).contact.full_name, data  # type: ignore[union-attr]
        assert sum(one.count for one in found) >= len(_BEGIN.findall(data)), data
        assert all(one.remarks for one in found if one.contact is None), data


def test_damaged_cards_cost_themselves_alone() -> None:
    check(seed=20261121, mutate=600)


@pytest.mark.endure
def test_thirty_thousand_damaged_cards() -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    check(seed, mutate=30_000)


@given(
    st.lists(
        st.sampled_from(["BEGIN:VCARD", "END:VCARD", "FN:x", "AGENT:", "N:;;;;", "", "junk", "begin:vcard"]),
        max_size=30,
    )
)
@settings(deadline=None, max_examples=300)
def test_every_begin_is_accounted_for(lines: list[str]) -> None:
    found = list(read("\n".join(lines).encode()))
    assert sum(card.count for card in found) == sum(line.upper() == "BEGIN:VCARD" for line in lines)


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    for one in read(b"BEGIN:VCARD\nFN:x\n" + data + b"\nEND:VCARD\n"):
        assert one.contact is not None or one.remarks


def test_nesting_bombs_are_reported_at_once() -> None:
    data = b"BEGIN:VCARD\nAGENT:\n" * 100_000 + b"END:VCARD\n" * 100_000
    started = time.perf_counter()
    assert sum(card.count for card in read(data)) == 100_000
    assert time.perf_counter() - started < 2
