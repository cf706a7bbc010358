"""From bytes to text and from escaped to plain: every rule here gives something readable, none of them raises."""

import binascii
import codecs
import re
from collections.abc import Callable
from functools import cache

_CHARSETS = re.compile(
    r"(utf[-_]?(8|16)|ascii|latin|iso|cp\d|windows|shift|euc|gb|big5|koi8|mac|hz|tis|johab|ptcp|s?jis|ks)",
    re.I,
)
_UNREADABLE: dict[int, str | None] = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)]
)
_UNREADABLE |= {0x85: "\n", 0x2028: "\n", 0x2029: "\n", 13: "\n"}
_IN_LINES = _UNREADABLE | {0x85: "\\n", 0x2028: "\\n", 0x2029: "\\n", 13: ""}
_UNREADABLE_BYTES = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
_SHIFTS = b"\x0e\x0f\x1b"  # by which ISO-2022 changes from one alphabet to another
_ESCAPE = re.compile(r"""\\([\\;,:"'nN])""")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}


@cache
def codec_of(charset: str) -> str | None:
    """Python's name of a charset, or None for one that is unknown or no charset at all."""
    name = charset.strip(" \"'")
    try:
        return codecs.lookup(name).name if _CHARSETS.match(name) else None
    except (LookupError, ValueError):
        return None


def decode(data: bytes, named: str | None, hint: Callable[[], str | None]) -> tuple[str, str | None]:
    """The text, and the charset where it had to be guessed. UTF-8 first, then as named, hinted, Windows-1252."""
    own = codec_of(named) if named else None
    if own and own.startswith("utf-16") and 0 not in data:
        own = None  # the file was made UTF-8 later, and the word stayed behind
    for codec in (own, "utf-8"):
        if codec:
            try:
                return data.decode(codec), None
            except (UnicodeError, ValueError):
                continue
    if own and own != "utf-8":
        return data.decode(own, "ignore"), None
    text = data.decode("utf-8", "ignore")
    lost = len(data) - len(text.encode())
    if (not text.isascii() and lost <= 3) or (own == "utf-8" and cut_letter(data)):
        return text, None  # a letter was cut: the rest is good
    if codec := hint():
        try:
            return data.decode(codec), codec
        except (UnicodeError, ValueError):
            pass
    return data.decode("cp1252", "replace"), "Windows-1252"


def cut_letter(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return "unexpected end" in wrong.reason
    return False


def needs_cleaning(data: bytes) -> bool:
    """Whether bytes hold control characters, or line ends that only some programs see (U+0085, U+2028, U+2029)."""
    if len(data.translate(None, _UNREADABLE_BYTES)) != len(data):
        return True
    if data.isascii():
        return False
    return b"\xe2\x80\xa8" in data or b"\xe2\x80\xa9" in data or b"\xc2\x85" in data


def without_controls(data: bytes) -> bytes:
    """For bytes that are in no known charset yet."""
    return data.translate(None, bytes(set(_UNREADABLE_BYTES) - set(_SHIFTS)))


def clean(text: str) -> str:
    """Without control characters and lone surrogates, which no database and no other program takes."""
    return text.translate(_UNREADABLE)


def clean_lines(text: str) -> str:
    r"""The same for lines still escaped: a line end that only some programs see is written \n."""
    return text.translate(_IN_LINES)


def from_quoted_printable(value: bytes) -> bytes:
    """Odd sequences stay as they are (RFC 2045, section 6.7)."""
    return binascii.a2b_qp(value)


def text_in_base64(value: str) -> str | None:
    """What some programs write of words, too; None where it is something else."""
    letters = "".join(value.split()).rstrip("=")
    try:
        data = binascii.a2b_base64(letters + "=" * (-len(letters) % 4), strict_mode=True)
        return clean(data.decode().replace("\r\n", "\n")) if letters else None
    except ValueError:  # no base64, or no UTF-8
        return None


def _plain(match: re.Match[str]) -> str:
    char = match[1]
    return "\n" if char in "nN" else char


def unescape(value: str) -> str:
    r"""\n is a line end; a backslash before \ ; , : " ' goes; before another letter it is one (2.1 writers)."""
    return _ESCAPE.sub(_plain, value) if "\\" in value else value


def cut_at(value: str, at: str) -> list[str]:
    """The parts between the ; or , that no backslash escapes, each as written."""
    if "\\" not in value:
        return value.split(at)
    parts: list[str] = []
    open_part = ""
    for part in value.split(at):
        open_part += part
        if (len(part) - len(part.rstrip("\\"))) % 2:
            open_part += at
        else:
            parts.append(open_part)
            open_part = ""
    return [*parts, open_part] if open_part else parts


def split(value: str, at: str) -> list[str]:
    """The parts of a list or a structured value, unescaped and stripped."""
    if "\\" not in value:
        return [part.strip() for part in value.split(at)]
    return [unescape(part).strip() for part in cut_at(value, at)]


def without_carets(value: str) -> str:
    """Parameter values by RFC 6868; some writers use backslash n there."""
    if "^" in value:
        value = re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], value)
    return value.replace("\\n", "\n") if "\\n" in value else value
