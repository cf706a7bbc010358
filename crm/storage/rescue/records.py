"""SQLite's record format: the bytes of one row as values.

https://www.sqlite.org/fileformat2.html, sections 1.6 (varints) and 2.1 (record format).
"""

from typing import NamedTuple

Value = int | str | bytes | None
_LONGEST = 9  # bytes of a varint
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type -> bytes of a signed integer


class Malformed(ValueError):
    """These bytes are not what the file format says."""


class Varint(NamedTuple):
    value: int  # signed, 64 bits
    end: int  # the place of the next byte


def varint(data: bytes, at: int) -> Varint:
    """The number that begins at `at`. Raises Malformed where the bytes end before it does."""
    value = 0
    for place in range(at, min(at + _LONGEST, len(data))):
        byte = data[place]
        if place == at + _LONGEST - 1:  # the ninth byte gives all of its bits
            value = value << 8 | byte
            return Varint(value - (1 << 64) if value >> 63 else value, place + 1)
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return Varint(value, place + 1)
    raise Malformed("a number has no end")


def values(payload: bytes) -> list[Value]:
    """What one row's record holds, in the order of its columns.

    Text that is no UTF-8 any more comes with U+FFFD in the broken places. Raises Malformed.
    """
    size, at = varint(payload, 0)
    if not at <= size <= len(payload):
        raise Malformed("the header is longer than the record")
    found: list[Value] = []
    body = size
    while at < size:
        kind = payload[at]
        at += 1
        if kind >= 0x80:
            kind, at = varint(payload, at - 1)
        if kind >= 12:
            end = body + (kind - 12 >> 1)
            found.append(_text(payload[body:end]) if kind & 1 else payload[body:end])
            body = end
        elif kind in _NUMBERS:
            end = body + _NUMBERS[kind]
            found.append(int.from_bytes(payload[body:end], "big", signed=True))
            body = end
        else:
            found.append(_constant(kind))
    if at != size or body != len(payload):
        raise Malformed("the values do not fill the record")
    return found


def _constant(kind: int) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    raise Malformed("no column of a book holds a float, and the other kinds are reserved")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
