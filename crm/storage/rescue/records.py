"""SQLite's record format: the bytes of one row as values.
https://www.sqlite.org/fileformat2.html, sections 1.6 (varints) and 2.1 (record format).
"""

from typing import NamedTuple

Value = int | str | bytes | None
_LONGEST = 9  # bytes of a varint
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type -> bytes of a signed integer


class MalformedRecord(ValueError):
    """The bytes violate the file format."""


class Varint(NamedTuple):
    value: int  # signed, 64 bits
    end: int  # position of the next byte


def read_varint(data: bytes, at: int) -> Varint:
    """The varint at `at`. Raises MalformedRecord if the bytes end before it does."""
    value = 0
    for place in range(at, min(at + _LONGEST, len(data))):
        byte = data[place]
        if place == at + _LONGEST - 1:  # the ninth byte has eight bits of the value
            value = value << 8 | byte
            return Varint(value - (1 << 64) if value >> 63 else value, place + 1)
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return Varint(value, place + 1)
    raise MalformedRecord("a number has no end")


def read_values(payload: bytes) -> list[Value]:
    """The column values of one record, in order.
    Invalid UTF-8 is replaced by U+FFFD. Raises MalformedRecord.
    """
    size, at = read_varint(payload, 0)
    if not at <= size <= len(payload):
        raise MalformedRecord("the header is longer than the record")
    found: list[Value] = []
    body = size
    while at < size:
        kind = payload[at]
        at += 1
        if kind >= 0x80:
            kind, at = read_varint(payload, at - 1)
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
        raise MalformedRecord("the values do not fill the record")
    return found


def _constant(kind: int) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    raise MalformedRecord("no column of a book holds a float, and the other kinds are reserved")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
