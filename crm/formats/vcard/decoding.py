"""Decoding of vCard bytes and escapes. Nothing here raises: every input gives readable text."""

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
_UNREADABLE_IN_LINES = _UNREADABLE | {0x85: "\\n", 0x2028: "\\n", 0x2029: "\\n", 13: ""}
_UNREADABLE_BYTES = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
_SHIFTS = b"\x0e\x0f\x1b"  # ISO-2022 control characters that switch the character set
_ESCAPE = re.compile(r"""\\([\\;,:"'nN])""")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}


@cache
def codec_name(charset: str) -> str | None:
    """The Python codec of a charset name, or None if it is unknown or not a text encoding."""
    name = charset.strip(" \"'")
    try:
        return codecs.lookup(name).name if _CHARSETS.match(name) else None
    except (LookupError, ValueError):
        return None


def decode(
    data: bytes, declared: str | None, charset_hint: Callable[[], str | None]
) -> tuple[str, str | None]:
    """Decode bytes; the second value is the charset if it was guessed. Tries UTF-8, the declared charset, the hint, Windows-1252."""
    codec_declared = codec_name(declared) if declared else None
    if codec_declared and codec_declared.startswith("utf-16") and 0 not in data:
        codec_declared = None  # the file was converted to UTF-8 later and the parameter was left
    for codec in (codec_declared, "utf-8"):
        if codec:
            try:
                return data.decode(codec), None
            except (UnicodeError, ValueError):
                continue
    if codec_declared and codec_declared != "utf-8":
        return data.decode(codec_declared, "ignore"), None
    text = data.decode("utf-8", "ignore")
    lost = len(data) - len(text.encode())
    if (not text.isascii() and lost <= 3) or (codec_declared == "utf-8" and ends_within_character(data)):
        return text, None  # a multi-byte character was cut off: the rest is good
    if codec := charset_hint():
        try:
            return data.decode(codec), codec
        except (UnicodeError, ValueError):
            pass
    return data.decode("cp1252", "replace"), "Windows-1252"


def ends_within_character(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "unexpected end" in error.reason
    return False


def needs_cleaning(data: bytes) -> bool:
    """Whether bytes contain control characters or the line separators U+0085, U+2028 and U+2029."""
    if len(data.translate(None, _UNREADABLE_BYTES)) != len(data):
        return True
    if data.isascii():
        return False
    return b"\xe2\x80\xa8" in data or b"\xe2\x80\xa9" in data or b"\xc2\x85" in data


def strip_controls(data: bytes) -> bytes:
    """Remove control characters from bytes of an unknown charset; the shift characters of ISO-2022 stay."""
    return data.translate(None, bytes(set(_UNREADABLE_BYTES) - set(_SHIFTS)))


def clean(text: str) -> str:
    """Remove control characters and lone surrogates, which neither databases nor other programs accept."""
    return text.translate(_UNREADABLE)


def clean_lines(text: str) -> str:
    r"""clean() for lines that are still escaped: unusual line separators become \n in escaped form."""
    return text.translate(_UNREADABLE_IN_LINES)


def from_quoted_printable(value: bytes) -> bytes:
    """Invalid sequences are kept unchanged (RFC 2045, section 6.7)."""
    return binascii.a2b_qp(value)


def decode_base64_text(value: str) -> str | None:
    """Decode text that some programs write as Base64; None if it is not Base64 or not UTF-8."""
    letters = "".join(value.split()).rstrip("=")
    try:
        data = binascii.a2b_base64(letters + "=" * (-len(letters) % 4), strict_mode=True)
        return clean(data.decode().replace("\r\n", "\n")) if letters else None
    except ValueError:  # not Base64, or not UTF-8
        return None


def _unescaped(match: re.Match[str]) -> str:
    char = match[1]
    return "\n" if char in "nN" else char


def unescape(value: str) -> str:
    r"""Decode escapes: \n is a line end, a backslash before \ ; , : " ' is removed, any other backslash is literal (vCard 2.1)."""
    return _ESCAPE.sub(_unescaped, value) if "\\" in value else value


def split_escaped(value: str, separator: str) -> list[str]:
    """Split at unescaped separators, without unescaping the parts."""
    if "\\" not in value:
        return value.split(separator)
    parts: list[str] = []
    open_part = ""
    for part in value.split(separator):
        open_part += part
        if (len(part) - len(part.rstrip("\\"))) % 2:
            open_part += separator
        else:
            parts.append(open_part)
            open_part = ""
    return [*parts, open_part] if open_part else parts


def split_unescaped(value: str, separator: str) -> list[str]:
    """Split a list or structured value into unescaped, stripped parts."""
    if "\\" not in value:
        return [part.strip() for part in value.split(separator)]
    return [unescape(part).strip() for part in split_escaped(value, separator)]


def decode_carets(value: str) -> str:
    """Decode parameter values by RFC 6868; some writers use \n there."""
    if "^" in value:
        value = re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], value)
    return value.replace("\\n", "\n") if "\\n" in value else value
