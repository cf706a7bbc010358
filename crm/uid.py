"""UIDs for exported data: random UUIDs of version 4 (RFC 9562), generated many at a time."""

from collections.abc import Iterator
from os import urandom

_AT_ONCE = 64
_VARIANTS = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


def _drawn() -> Iterator[str]:
    while True:
        digits = urandom(16 * _AT_ONCE).hex()
        for at in range(0, len(digits), 32):
            one = digits[at : at + 32]
            yield f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{_VARIANTS[one[16]]}{one[17:20]}-{one[20:]}"


_uids = _drawn()


def new_uid() -> str:
    """A new UID."""
    return next(_uids)
