"""Property headers, the part of a line before the colon: group, name and parameters. Cached, since headers repeat."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from crm.formats.vcard.decoding import decode_carets
from crm.formats.vcard.labels import label_of, service_of

MAX_PARAMETERS = 1000
_MAX_CACHED = 5000
_MAX_CACHED_LENGTH = 300  # characters; longer headers do not repeat
_ENCODING_PARAMETER = re.compile(r"(?:CHARSET=.*|ENCODING=.*|QUOTED-PRINTABLE|[78]BIT|B|BASE64)", re.I | re.S)

_ENCODINGS = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "B": "b", "8BIT": "", "7BIT": "", "Q": "q"}
_VALUE_TYPES = {
    "URI",
    "URL",
    "TEXT",
    "INLINE",
    "DATE",
    "BINARY",
    "CID",
    "CONTENT-ID",
    "DATE-TIME",
    "DATE-AND-OR-TIME",
}


@dataclass(slots=True)
class PropertyHeader:
    """A parsed header. `types` as written, in file order; `encoding` is "q" (quoted-printable), "b" (Base64) or ""."""

    name: str
    group: str = ""
    types: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    charset: str = ""
    preferred: bool = False
    label: str = ""
    service: str = ""
    plain: bool = False  # neither encoding nor charset: the value is plain text

    def __post_init__(self) -> None:
        self.preferred = (
            any(word.lower() == "pref" for word in self.types) or self.parameters.get("PREF", "") == "1"
        )
        self.label = label_of(self.types)
        self.service = service_of(self.parameters, self.types)


cached_headers: dict[str, PropertyHeader] = {}
"""Recently used headers by their text: look here first, and call `parse_header` for the others."""


def parse_header(text: str) -> PropertyHeader | None:
    """None for a header without a name, or with too many parameters."""
    if text in cached_headers:
        return cached_headers[text]
    if len(cached_headers) > _MAX_CACHED:
        cached_headers.clear()
    header = _parse(text)
    # A header with an unbalanced quote is unlikely to repeat.
    if header and len(text) < _MAX_CACHED_LENGTH and text.count('"') % 2 == 0:
        cached_headers[text] = header
    return header


class HeaderAndValue(NamedTuple):
    header: str
    value: str


def split_header(line: str) -> HeaderAndValue | None:
    """Split a line at the first colon outside quotes; None without a colon."""
    header, colon, value = line.partition(":")
    if not colon:
        return None
    if '"' in header and ";" in header:
        at = len(header)
        for _ in range(50):
            if (line.count('"', 0, at) - line.count('\\"', 0, at)) % 2 == 0:
                return HeaderAndValue(line[:at], line[at + 1 :])
            at = line.find(":", at + 1)
            if at < 0:
                break
    return HeaderAndValue(header, value)


def _parse(text: str) -> PropertyHeader | None:
    if text.count(";") > MAX_PARAMETERS or text.count(",") > MAX_PARAMETERS:
        return None
    full_name, *parameters = split_parameters(text)
    group, _, name = full_name.rpartition(".")
    name = name.strip().upper()
    if not name:
        return None
    found: dict[str, str] = {}
    types: list[str] = []
    encoding = charset = ""
    for parameter in parameters:
        key, equals, raw = parameter.partition("=")
        key = key.strip().upper()
        if not equals or key.startswith("X-CUSTOM("):  # "=" within an encoded custom label
            if key in _ENCODINGS:
                encoding = _ENCODINGS[key]
            elif key and key not in _VALUE_TYPES:
                types.append(parameter.strip())
            continue
        value = decode_carets(raw.strip().replace('\\"', "'").strip('"'))
        if key == "TYPE":
            types += [word for part in value.split(",") if (word := part.strip(' "\\'))]
        elif key == "ENCODING":
            encoding = _ENCODINGS.get(value.upper(), "")
        elif key == "CHARSET":
            charset = value
        else:
            found[key] = value
    header = PropertyHeader(name, group.strip(), types, found, encoding, charset)
    header.plain = not encoding and not charset
    return header


def split_parameters(text: str) -> list[str]:
    """Split at semicolons outside quotes."""
    if '"' not in text:
        return text.split(";")
    parts: list[str] = []
    start = 0
    quoted = False
    for position, char in enumerate(text):
        if char == '"' and (position == 0 or text[position - 1] != "\\"):
            quoted = not quoted
        elif char == ";" and not quoted:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]


def without_encoding(header_text: str) -> str:
    """The header without its CHARSET and ENCODING parameters."""
    return (
        _without_encoding(header_text)
        if len(header_text) < _MAX_CACHED_LENGTH
        else _without_encoding.__wrapped__(header_text)
    )


@lru_cache(maxsize=1000)
def _without_encoding(header_text: str) -> str:
    parts = split_parameters(header_text)
    return ";".join(part for part in parts if not _ENCODING_PARAMETER.fullmatch(part.strip()))
