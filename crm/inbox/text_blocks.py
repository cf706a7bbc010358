"""The text of a file in any charset, taken apart into what is logged by itself."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.formats.csv.encoding import encoding_of_start
from crm.formats.first_bytes import as_utf8, is_binary
from crm.text import typed_text


class Decoded(NamedTuple):
    """`guessed` names the charset if the bytes do not tell it."""

    text: str
    guessed: str = ""


class Block(NamedTuple):
    """The numbers of its lines in the file, and their text."""

    lines: tuple[int, ...]
    words: str


def decode(name: str, data: bytes) -> Decoded:
    """Raises FileNotRead for a file that holds no text."""
    data = as_utf8(data).removeprefix(b"\xef\xbb\xbf")
    if is_binary(data):
        raise FileNotRead(f"{name} holds no text that can be read.")
    encoding = encoding_of_start(data)
    if encoding.is_guess:
        return Decoded(typed_text.lines(data.decode(encoding.codec, "replace")), encoding.shown)
    return Decoded(typed_text.lines(data.decode("utf-8", "ignore")))


def numbered_lines(text: str) -> dict[int, str]:
    """The lines that hold anything, by their number."""
    return {number: line for number, line in enumerate(text.split("\n")) if line.strip()}


def blocks(lines: dict[int, str], tells_a_meeting: Callable[[str], bool]) -> list[Block]:
    """Each line that tells of a meeting begins a block; the lines below it belong to that meeting. A text that tells
    of one meeting, or of none, is one block.
    """
    groups: list[list[int]] = []
    has_meeting = False
    for number, line in lines.items():
        begins = tells_a_meeting(line)
        if not groups or (begins and has_meeting):
            groups.append([number])
        else:
            groups[-1].append(number)
        has_meeting = has_meeting or begins
    return [_block(numbers, lines) for numbers in groups]


def _block(numbers: Sequence[int], lines: dict[int, str]) -> Block:
    return Block(tuple(numbers), "\n".join(lines[number].strip() for number in numbers))
