"""Goes through an archive record by record, however the JSON is laid out, holding one record at a time."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from crm.errors import FileNotRead
from crm.formats.archive import layout

LARGEST_RECORD = 32 << 20  # letters; the largest photo taken anywhere is 10 MB
_BLOCK = 1 << 20
_BLANKS = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, or the header. `number` is its place in the table from 0, `line` that in the file from 1."""

    table: str
    number: int
    line: int
    value: Any

    @property
    def place(self) -> str:
        return f"{layout.TABLES}.{self.table}[{self.number}]"


class Twice(ValueError):
    """A record says a name twice: which of the two is meant, nobody knows."""


class OddNumber(ValueError):
    """NaN or Infinity, which are no JSON."""


def records(path: Path, progress: Callable[[int], None] = lambda done: None) -> Iterator[Record]:
    """The header as a record of table HEADER; then the rows. Raises FileNotRead for what is no whole JSON document."""
    with path.open("rb") as stream:
        scanner = _Scanner(path.name, stream, progress)
        yield from _document(scanner)


def _document(scanner: "_Scanner") -> Iterator[Record]:
    seen: set[str] = set()
    for name in scanner.members():
        if name in seen:
            raise scanner.damaged(f"“{name}” stands in it twice")
        seen.add(name)
        if name == layout.TABLES:
            yield from _tables(scanner)
        else:
            line = scanner.line
            value = scanner.value()
            if name == layout.HEADER:
                yield Record(layout.HEADER, 0, line, value)
    if scanner.peek():
        raise scanner.damaged("something follows after its end")


def _tables(scanner: "_Scanner") -> Iterator[Record]:
    seen: set[str] = set()
    for table in scanner.members():
        if table in seen:
            raise scanner.damaged(f"the table “{table[:40]}” stands in it twice")
        seen.add(table)
        for number in scanner.items():
            line = scanner.line
            yield Record(table, number, line, scanner.value())


class _Scanner:
    """A window over the text: what was read and not yet used."""

    def __init__(self, name: str, stream: BinaryIO, progress: Callable[[int], None]) -> None:
        self._name = name
        self._stream = stream
        self._progress = progress
        self._done = 0
        self._text = ""
        self._at = 0
        self._is_all = False
        self._lines = 1  # at the beginning of the window
        self._counted = 0
        self._decode = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refused).raw_decode
        start = stream.read(4)
        codec = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._take(start)

    @property
    def line(self) -> int:
        """Of the next letter that is no blank."""
        self.peek()
        self._lines += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines

    def damaged(self, why: str) -> FileNotRead:
        return FileNotRead(f"{self._name} is damaged: line {self.line}: {why}. Nothing was imported from it.")

    def peek(self) -> str:
        """The next letter that is no blank; nothing at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def members(self) -> Iterator[str]:
        """The names of an object, each to be followed by reading its value."""
        for _ in self._between("{", "}"):
            name = self.value() if self.peek() == '"' else None
            if not isinstance(name, str):
                raise self.damaged("a name is missing")
            self._step(":")
            yield name

    def items(self) -> Iterator[int]:
        """The places in an array, each to be followed by reading its value."""
        yield from self._between("[", "]")

    def _between(self, opening: str, closing: str) -> Iterator[int]:
        self._step(opening)
        number = 0
        if self.peek() != closing:
            while True:
                yield number
                number += 1
                if self.peek() != ",":
                    break
                self._at += 1
        self._step(closing)

    def _step(self, wanted: str) -> None:
        found = self.peek()
        if found != wanted:
            raise self.damaged(
                f"“{wanted}” was expected" + (f", not “{found}”" if found else "; the file ends here")
            )
        self._at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except Twice as twice:
                raise self.damaged(f"a record says “{str(twice)[:40]}” twice") from None
            except OddNumber:
                raise self.damaged("a number is none") from None
            except RecursionError:
                raise self.damaged("values stand inside each other too deeply") from None
            except ValueError as wrong:
                if len(self._text) - self._at > LARGEST_RECORD:
                    raise self.damaged("a record is larger than 32 MB, or does not end") from None
                if not self._more():
                    raise self.damaged(_why(wrong)) from None
                continue
            if end < len(self._text) or not self._more():  # a number at the edge may go on
                self._at = end
                return value

    def _more(self) -> bool:
        """At least as much again as is held, so that a long record is not tried many times."""
        if self._is_all:
            return False
        wanted = max(_BLOCK, len(self._text) - self._at)
        block = self._stream.read(wanted)
        self._is_all = len(block) < wanted
        self._lines += self._text.count("\n", self._counted, self._at)
        self._text, self._at, self._counted = self._text[self._at :], 0, 0
        self._take(block)
        return True

    def _take(self, block: bytes) -> None:
        self._done += len(block)
        self._progress(self._done)
        try:
            self._text += self._decoder.decode(block, final=self._is_all)
        except UnicodeDecodeError:
            raise FileNotRead(
                f"{self._name} is damaged: it is not all in UTF-8. Nothing was imported from it."
            ) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Twice(next(name for name in names if names.count(name) > 1))
    return found


def _refused(word: str) -> Any:
    raise OddNumber(word)


def _why(wrong: ValueError) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        return f"this is no JSON ({wrong.msg[:1].lower()}{wrong.msg[1:]})"
    return "a number is too long"
