"""A table's bytes as lines of text: which charset they are in, told by the bytes alone."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.formats.csv.row_splitting import LARGEST_ROW
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.decoding import codec_name, needs_cleaning

_SAMPLE = 64 << 10  # bytes of lines that are no UTF-8: more would not make a guess any better
_LOOKED_AT = 8000
_CUT_LETTER = 3  # bytes
_LONGEST_LINE = 4 * LARGEST_ROW  # bytes: a letter has four at most
_HIGH = re.compile(rb"[\x80-\xff]+")
_FAR = ["cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"]
_SHOWN = {"cp1252": "Windows-1252", "cp932": "Shift-JIS", "cp1251": "Windows-1251"}
_BREAKS = re.compile("[\x85\u2028\u2029]")  # line ends that only some programs see
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]"
)  # many times faster than str.translate


@dataclass(frozen=True, slots=True)
class Encoding:
    """`codec` is for all lines, or with `mixed` only for those that are no UTF-8. `is_guess`: the bytes do not say it."""

    codec: str = "utf-8"
    mixed: bool = False
    is_guess: bool = False

    @property
    def shown(self) -> str:
        return _SHOWN.get(self.codec, self.codec.replace("_", "-"))


UTF8 = Encoding()


def encoding_of(path: Path, charset: str | None, looked: Callable[[], None] = lambda: None) -> Encoding:
    """As the user says, else UTF-8 where every line is, else a guess from the lines that are not.

    `looked` is called now and then; what it raises ends the looking.
    """
    if charset and (named := codec_name(charset)):
        return UTF8 if named in ("utf-8", "utf-16", "ascii") else Encoding(named)
    odd, fitting = _odd_lines(path, looked)
    if not odd:
        return UTF8
    codec = guess(odd)
    return Encoding(codec, fitting and codec == "cp1252", True)


def encoding_of_start(start: bytes) -> Encoding:
    """The same told by the first bytes alone, the last line of which may be cut."""
    whole = start[: start.rfind(b"\n") + 1] or start
    odd = b"\n".join(line for line in whole.split(b"\n") if not _is_utf8(line))
    return Encoding(guess(odd), True, True) if odd else UTF8


def _odd_lines(path: Path, looked: Callable[[], None]) -> tuple[bytes, bool]:
    """The lines that are no UTF-8, as far as a guess needs them, and whether any other line has UTF-8's letters."""
    odd: list[bytes] = []
    length, fitting = 0, False
    with path.open("rb") as stream:
        for block in _whole_lines(blocks(stream)):
            looked()
            if block.isascii() or (fitting and length > _SAMPLE):
                continue
            try:
                block.decode()
                fitting = True
                continue
            except UnicodeDecodeError:
                pass
            for line in block.split(b"\n"):
                if line.isascii():
                    continue
                if _is_utf8(line):
                    fitting = True
                elif length <= _SAMPLE:
                    odd.append(line[:_SAMPLE])
                    length += len(line)
    return b"\n".join(odd), fitting


def _is_utf8(line: bytes) -> bool:
    """Also one in which a letter was cut, or is none: the others show what it is."""
    try:
        line.decode()
    except UnicodeDecodeError:
        text = line.decode("utf-8", "ignore")
        return not text.isascii() and len(line) - len(text.encode()) <= _CUT_LETTER
    return True


def guess(odd: bytes) -> str:
    """Latin letters stand alone between plain ones; in the scripts of Asia and the East they stand together."""
    runs = _HIGH.findall(odd[:_LOOKED_AT])
    alone = sum(1 for run in runs if len(run) == 1)
    if not runs or alone * 2 >= len(runs):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to load, and few files need it

    best = from_bytes(odd[:_LOOKED_AT], cp_isolation=[*_FAR, "cp1252"]).best()
    found = codec_name(best.encoding) if best else None
    return found or "cp1252"


class Told:
    """Who hears how many bytes were read; `guessed` is whether any letters were read by a guess."""

    def __init__(self, progress: Callable[[int], None] | None = None) -> None:
        self._progress = progress
        self._done = 0
        self.guessed = False

    def blocks(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        for part in parts:
            yield part
            self._done += len(part)
            if self._progress:
                self._progress(self._done)


def text_lines(path: Path, encoding: Encoding, told: Told) -> Iterator[str]:
    """Physical lines, each with its line end, without control characters; `told` hears of bytes and of guesses."""
    with path.open("rb") as stream:
        for block in _whole_lines(told.blocks(blocks(stream))):
            text = _decoded(block, encoding, told)
            if encoding.codec != "utf-8" or needs_cleaning(block):
                text = _UNREADABLE.sub("", _BREAKS.sub(" ", text))
            yield from io.StringIO(text, newline="\n")


def _whole_lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut at line ends only. Of a line too long for any row the rest is left out."""
    open_line: list[bytes] = []
    length = 0
    for part in parts:
        end = part.rfind(b"\n") + 1
        if not end:
            if length < _LONGEST_LINE:
                open_line.append(part)
                length += len(part)
            continue
        yield b"".join([*open_line, part[:end]])
        open_line = [part[end:]]
        length = len(part) - end
    if any(open_line):
        yield b"".join(open_line)


def _decoded(block: bytes, encoding: Encoding, told: Told) -> str:
    """Never raises. Of a mixed block each line by itself."""
    if encoding.codec == "utf-8" or encoding.mixed or block.isascii():
        try:
            return block.decode()
        except UnicodeDecodeError:
            if not encoding.mixed:
                return block.decode("utf-8", "ignore")
    told.guessed = told.guessed or encoding.is_guess
    if not encoding.mixed:
        return block.decode(encoding.codec, "replace")
    lines = block.split(b"\n")
    return "\n".join(
        line.decode("utf-8", "ignore") if _is_utf8(line) else line.decode(encoding.codec, "replace")
        for line in lines
    )
