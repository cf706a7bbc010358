"""Parses content lines of an event into properties: name, parameters, decoded value. Nothing here raises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm.formats.vcard.decoding import clean, decode, decode_carets, from_quoted_printable, unescape
from crm.formats.vcard.unfolding import logical_lines

_MAX_PARAMETERS = 100
_DATE = re.compile(r":(?=\s*\d{4}-?\d\d-?\d\d)")


@dataclass(slots=True)
class Property:
    """`raw` is the value as written, `text` the unescaped value. Names are in upper case."""

    name: str
    parameters: dict[str, str]
    raw: str

    @property
    def text(self) -> str:
        return unescape(self.raw).strip()


def properties(data: bytes) -> Iterator[Property]:
    """The properties of an event's lines; lines without a colon are skipped."""
    plain = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    is_quoted = b"QUOTED-PRINTABLE" in plain.upper()
    text = _decode(data if is_quoted else plain)
    for line in (whole for _, whole in logical_lines(text, True)) if is_quoted else text.split("\n"):
        if found := _property(line):
            yield found


def _decode(data: bytes) -> str:
    """Decode line by line if the whole is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "\n".join(decode(line, None, lambda: None)[0] for line in data.split(b"\n"))


def _property(line: str) -> Property | None:
    header, value = _split_header(line)
    parts = _parts(header) if ";" in header else [header]
    name = parts[0].rpartition(".")[2].strip().upper()
    if not name or value is None:
        return None
    parameters = {}
    for part in parts[1 : _MAX_PARAMETERS + 1]:
        key, _, raw_value = part.partition("=")
        parameters[key.strip().upper()] = decode_carets(raw_value.strip().strip('"').strip())
    if (
        parameters.get("ENCODING", "").upper() in ("QUOTED-PRINTABLE", "Q")
        or "QUOTED-PRINTABLE" in parameters
    ):
        value, _ = decode(
            from_quoted_printable(value.encode("utf-8", "replace")), parameters.get("CHARSET"), lambda: None
        )
    return Property(name, parameters, clean(value))


def _split_header(line: str) -> tuple[str, str | None]:
    """Header and value at the first colon outside quotes."""
    header, colon, value = line.partition(":")
    if '"' not in header:
        if (
            "TZID=" in header
            and not _DATE.match(line, len(header))
            and (date := _DATE.search(line, len(header)))
        ):
            # The zone's name contains a colon: "(UTC+01:00) Amsterdam".
            return line[: date.start()], line[date.end() :]
        return header, value if colon else None
    at = -1
    quoted = False
    for place, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            at = place
            break
    if at < 0:  # an unclosed quote
        return header, value if colon else None
    return line[:at], line[at + 1 :]


def _parts(header: str) -> list[str]:
    """Split at semicolons outside quotes."""
    if '"' not in header:
        return header.split(";")
    parts: list[str] = []
    pieces: list[str] = []  # of a part with an open quote
    is_open = False
    for piece in header.split(";"):
        if is_open or piece or pieces:
            pieces.append(piece)
        is_open ^= piece.count('"') % 2 == 1
        if not is_open:
            parts.append(";".join(pieces))
            pieces = []
    return [*parts, ";".join(pieces)] if pieces else parts
