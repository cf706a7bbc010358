"""Scans an archive record by record, however the JSON is formatted, with one record in memory at a time."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from crm.errors import FileNotRead
from crm.formats.archive import layout

MAX_RECORD = 32 << 20  # characters; the largest photo is 10 MB
_BLOCK = 1 << 20
_BLANKS = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, or the header. `number` is its index in the table from 0, `line` its line in the file from 1."""

    table: str
    number: int
    line: int
    value: Any

    @property
    def place(self) -> str:
        return f"{layout.TABLES}.{self.table}[{self.number}]"


class DuplicateNameError(ValueError):
    """A record has a name twice, which makes its value ambiguous."""


class InvalidNumberError(ValueError):
    """NaN or Infinity, which are not JSON."""


def records(path: Path, on_progress: Callable[[int], None] = lambda done: None) -> Iterator[Record]:
    """The header as a record of table HEADER, then the rows. Raises FileNotRead for an incomplete JSON document."""
    with path.open("rb") as stream:
        scanner = _Scanner(path.name, stream, on_progress)
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
    """A window of the text: what was read and not yet parsed."""

    def __init__(self, name: str, stream: BinaryIO, on_progress: Callable[[int], None]) -> None:
        self._name = name
        self._stream = stream
        self._on_progress = on_progress
        self._done = 0
        self._text = ""
        self._position = 0
        self._is_complete = False
        self._lines = 1  # at the beginning of the window
        self._counted_to = 0
        self._decode = json.JSONDecoder(
            object_pairs_hook=_unique_names, parse_constant=_refuse_constant
        ).raw_decode
        start = stream.read(4)
        codec = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._append(start)

    @property
    def line(self) -> int:
        """The line of the next character that is not white space."""
        self.peek()
        self._lines += self._text.count("\n", self._counted_to, self._position)
        self._counted_to = self._position
        return self._lines

    def damaged(self, why: str) -> FileNotRead:
        return FileNotRead(f"{self._name} is damaged: line {self.line}: {why}. Nothing was imported from it.")

    def peek(self) -> str:
        """The next character that is not white space, or "" at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._position)
            self._position = blanks.end() if blanks else self._position
            if self._position < len(self._text):
                return self._text[self._position]
            if not self._more():
                return ""

    def members(self) -> Iterator[str]:
        """The names of an object; the caller must read the value after each."""
        for _ in self._items("{", "}"):
            name = self.value() if self.peek() == '"' else None
            if not isinstance(name, str):
                raise self.damaged("a name is missing")
            self._expect(":")
            yield name

    def items(self) -> Iterator[int]:
        """The indexes of an array; the caller must read the value after each."""
        yield from self._items("[", "]")

    def _items(self, opening: str, closing: str) -> Iterator[int]:
        self._expect(opening)
        number = 0
        if self.peek() != closing:
            while True:
                yield number
                number += 1
                if self.peek() != ",":
                    break
                self._position += 1
        self._expect(closing)

    def _expect(self, wanted: str) -> None:
        found = self.peek()
        if found != wanted:
            raise self.damaged(
                f"“{wanted}” was expected" + (f", not “{found}”" if found else "; the file ends here")
            )
        self._position += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self._decode(self._text, self._position)
            except DuplicateNameError as error:
                raise self.damaged(f"a record says “{str(error)[:40]}” twice") from None
            except InvalidNumberError:
                raise self.damaged("a number is none") from None
            except RecursionError:
                raise self.damaged("values stand inside each other too deeply") from None
            except ValueError as error:
                if len(self._text) - self._position > MAX_RECORD:
                    raise self.damaged("a record is larger than 32 MB, or does not end") from None
                if not self._more():
                    raise self.damaged(_reason(error)) from None
                continue
            if end < len(self._text) or not self._more():  # a number at the end of the window may continue
                self._position = end
                return value

    def _more(self) -> bool:
        """Read at least as much as is held, so that parsing a long record is not retried many times."""
        if self._is_complete:
            return False
        wanted = max(_BLOCK, len(self._text) - self._position)
        block = self._stream.read(wanted)
        self._is_complete = len(block) < wanted
        self._lines += self._text.count("\n", self._counted_to, self._position)
        self._text, self._position, self._counted_to = self._text[self._position :], 0, 0
        self._append(block)
        return True

    def _append(self, block: bytes) -> None:
        self._done += len(block)
        self._on_progress(self._done)
        try:
            self._text += self._decoder.decode(block, final=self._is_complete)
        except UnicodeDecodeError:
            raise FileNotRead(
                f"{self._name} is damaged: it is not all in UTF-8. Nothing was imported from it."
            ) from None


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise DuplicateNameError(next(name for name in names if names.count(name) > 1))
    return found


def _refuse_constant(word: str) -> Any:
    raise InvalidNumberError(word)


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"this is no JSON ({error.msg[:1].lower()}{error.msg[1:]})"
    return "a number is too long"
