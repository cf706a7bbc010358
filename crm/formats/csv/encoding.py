"""Decodes a table into lines of text; the charset is detected from the bytes."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.formats.csv.row_splitting import MAX_ROW
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.decoding import codec_name, needs_cleaning

_SAMPLE = 64 << 10  # bytes of lines that are not UTF-8; more would not improve the guess
_MAX_EXAMINED = 8000
_MAX_DAMAGED = 3  # bytes
_MAX_LINE = 4 * MAX_ROW  # bytes; a character has at most four
_HIGH = re.compile(rb"[\x80-\xff]+")
_NON_LATIN = [
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
]
_SHOWN = {"cp1252": "Windows-1252", "cp932": "Shift-JIS", "cp1251": "Windows-1251"}
_BREAKS = re.compile("[\x85\u2028\u2029]")  # separators that some programs treat as line ends
# A regular expression is many times faster than str.translate here.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """`codec` applies to all lines or, if `mixed`, only to those that are not UTF-8. `is_guess`: the bytes do not determine it."""

    codec: str = "utf-8"
    mixed: bool = False
    is_guess: bool = False

    @property
    def shown(self) -> str:
        return _SHOWN.get(self.codec, self.codec.replace("_", "-"))


UTF8 = Encoding()


def encoding_of(path: Path, charset: str | None, on_check: Callable[[], None] = lambda: None) -> Encoding:
    """The charset chosen by the user, else UTF-8 if every line is valid, else a guess from the lines that are not.

    `on_check` is called now and then; an exception it raises cancels the detection.
    """
    if charset and (codec := codec_name(charset)):
        return UTF8 if codec in ("utf-8", "utf-16", "ascii") else Encoding(codec)
    invalid, has_utf8 = _invalid_lines(path, on_check)
    if not invalid:
        return UTF8
    codec = guess(invalid)
    return Encoding(codec, has_utf8 and codec == "cp1252", True)


def encoding_of_start(start: bytes) -> Encoding:
    """The charset of the first bytes, whose last line may be truncated."""
    whole = start[: start.rfind(b"\n") + 1] or start
    invalid = b"\n".join(line for line in whole.split(b"\n") if not _is_utf8(line))
    return Encoding(guess(invalid), True, True) if invalid else UTF8


def _invalid_lines(path: Path, on_check: Callable[[], None]) -> tuple[bytes, bool]:
    """The lines that are no UTF-8, as far as a guess needs them, and whether any other line has UTF-8's letters."""
    invalid: list[bytes] = []
    length, has_utf8 = 0, False
    with path.open("rb") as stream:
        for block in _whole_lines(blocks(stream)):
            on_check()
            if block.isascii() or (has_utf8 and length > _SAMPLE):
                continue
            try:
                block.decode()
                has_utf8 = True
                continue
            except UnicodeDecodeError:
                pass
            for line in block.split(b"\n"):
                if line.isascii():
                    continue
                if _is_utf8(line):
                    has_utf8 = True
                elif length <= _SAMPLE:
                    invalid.append(line[:_SAMPLE])
                    length += len(line)
    return b"\n".join(invalid), has_utf8


def _is_utf8(line: bytes) -> bool:
    """Also True for a line with a truncated or damaged character: the other characters show that it is UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        text = line.decode("utf-8", "ignore")
        return not text.isascii() and len(line) - len(text.encode()) <= _MAX_DAMAGED
    return True


def guess(invalid: bytes) -> str:
    """Latin letters occur alone among ASCII characters; letters of other scripts occur in runs."""
    runs = _HIGH.findall(invalid[:_MAX_EXAMINED])
    single = sum(1 for run in runs if len(run) == 1)
    if not runs or single * 2 >= len(runs):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to load, and rarely needed

    best = from_bytes(invalid[:_MAX_EXAMINED], cp_isolation=[*_NON_LATIN, "cp1252"]).best()
    found = codec_name(best.encoding) if best else None
    return found or "cp1252"


class ReadProgress:
    """Reports the number of bytes read; `guessed` is set if any text was decoded by a guess."""

    def __init__(self, on_progress: Callable[[int], None] | None = None) -> None:
        self._on_progress = on_progress
        self._done = 0
        self.guessed = False

    def blocks(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        for part in parts:
            yield part
            self._done += len(part)
            if self._on_progress:
                self._on_progress(self._done)


def text_lines(path: Path, encoding: Encoding, progress: ReadProgress) -> Iterator[str]:
    """Physical lines with their line ends, without control characters; `progress` records bytes and guesses."""
    with path.open("rb") as stream:
        for block in _whole_lines(progress.blocks(blocks(stream))):
            text = _decode(block, encoding, progress)
            if encoding.codec != "utf-8" or needs_cleaning(block):
                text = _UNREADABLE.sub("", _BREAKS.sub(" ", text))
            yield from io.StringIO(text, newline="\n")


def _whole_lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, split at line ends only; the rest of an overlong line is dropped."""
    open_line: list[bytes] = []
    length = 0
    for part in parts:
        end = part.rfind(b"\n") + 1
        if not end:
            if length < _MAX_LINE:
                open_line.append(part)
                length += len(part)
            continue
        yield b"".join([*open_line, part[:end]])
        open_line = [part[end:]]
        length = len(part) - end
    if any(open_line):
        yield b"".join(open_line)


def _decode(block: bytes, encoding: Encoding, progress: ReadProgress) -> str:
    """Decode a block without raising; the lines of a mixed block are decoded separately."""
    if encoding.codec == "utf-8" or encoding.mixed or block.isascii():
        try:
            return block.decode()
        except UnicodeDecodeError:
            if not encoding.mixed:
                return block.decode("utf-8", "ignore")
    progress.guessed = progress.guessed or encoding.is_guess
    if not encoding.mixed:
        return block.decode(encoding.codec, "replace")
    lines = block.split(b"\n")
    return "\n".join(
        line.decode("utf-8", "ignore") if _is_utf8(line) else line.decode(encoding.codec, "replace")
        for line in lines
    )
