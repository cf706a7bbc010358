"""Kinds of damage to a file: truncated, overwritten, zeroed, flipped, shuffled; and files that are no book."""

import gzip
from collections.abc import Callable
from random import Random

from tests.damaged_books import PAGE


def truncated(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def zeroed_pages(data: bytes, chance: Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) // PAGE) * PAGE
        spoiled[at : at + PAGE] = bytes(PAGE)
    return bytes(spoiled)


def overwritten(data: bytes, chance: Random) -> bytes:
    length = chance.randrange(16, 40_000)
    at = chance.randrange(len(data) - length)
    return data[:at] + chance.randbytes(length) + data[at + length :]


def zeroed_range(data: bytes, chance: Random) -> bytes:
    length = chance.randrange(16, 40_000)
    at = chance.randrange(len(data) - length)
    return data[:at] + bytes(length) + data[at + length :]


def flipped(data: bytes, chance: Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        spoiled[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def without_header(data: bytes, chance: Random) -> bytes:
    at, length = chance.choice([(0, 16), (0, 100), (16, 20), (24, 40), (0, 4096), (60, 12), (100, 12)])
    return data[:at] + chance.randbytes(length) + data[at + length :]


def shuffled_pages(data: bytes, chance: Random) -> bytes:
    """Two pages in each other's place, as a failing disk may leave them."""
    spoiled = bytearray(data)
    one, other = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    spoiled[one : one + PAGE], spoiled[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )
    return bytes(spoiled)


SPOILED: list[Callable[[bytes, Random], bytes]] = [
    truncated, zeroed_pages, overwritten, zeroed_range, flipped, without_header, shuffled_pages,
]  # fmt: skip
OTHER_FILES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "text": lambda data: b"Dear diary,\n" * 900,
    "gzip": lambda data: gzip.compress(data),
    "picture": lambda data: b"\x89PNG\r\n\x1a\n" + bytes(9000),
    "zeros": lambda data: bytes(len(data)),
    "zip": lambda data: b"PK\x03\x04" + data[5000:9000],
}
