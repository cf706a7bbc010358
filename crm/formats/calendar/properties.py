"""Lines of an event as properties: name, parameters and value, decoded; nothing here raises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm.formats.vcard.decoding import clean, decode, decode_carets, from_quoted_printable, unescape
from crm.formats.vcard.unfolding import logical_lines

_MOST_PARAMETERS = 100
_DATE = re.compile(r":(?=\s*\d{4}-?\d\d-?\d\d)")


@dataclass(slots=True)
class Property:
    """`raw` is the value as written, `text` unescaped. Names are in upper case."""

    name: str
    parameters: dict[str, str]
    raw: str

    @property
    def text(self) -> str:
        return unescape(self.raw).strip()


def properties(data: bytes) -> Iterator[Property]:
    """A line without a colon is none."""
    plain = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    is_quoted = b"QUOTED-PRINTABLE" in plain.upper()
    text = _decoded(data if is_quoted else plain)
    for line in (whole for _, whole in logical_lines(text, True)) if is_quoted else text.split("\n"):
        if found := _property(line):
            yield found


def _decoded(data: bytes) -> str:
    """Line by line where the whole is no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "\n".join(decode(line, None, lambda: None)[0] for line in data.split(b"\n"))


def _property(line: str) -> Property | None:
    head, value = _split(line)
    parts = _parts(head) if ";" in head else [head]
    name = parts[0].rpartition(".")[2].strip().upper()
    if not name or value is None:
        return None
    parameters = {}
    for part in parts[1 : _MOST_PARAMETERS + 1]:
        key, _, said = part.partition("=")
        parameters[key.strip().upper()] = decode_carets(said.strip().strip('"').strip())
    if (
        parameters.get("ENCODING", "").upper() in ("QUOTED-PRINTABLE", "Q")
        or "QUOTED-PRINTABLE" in parameters
    ):
        value, _ = decode(
            from_quoted_printable(value.encode("utf-8", "replace")), parameters.get("CHARSET"), lambda: None
        )
    return Property(name, parameters, clean(value))


def _split(line: str) -> tuple[str, str | None]:
    """Head and value at the first colon outside quotes."""
    head, colon, value = line.partition(":")
    if '"' not in head:
        if "TZID=" in head and not _DATE.match(line, len(head)) and (date := _DATE.search(line, len(head))):
            return line[: date.start()], line[date.end() :]  # the zone is called "(UTC+01:00) Amsterdam"
        return head, value if colon else None
    at = -1
    quoted = False
    for place, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            at = place
            break
    if at < 0:  # a quote that is never closed
        return head, value if colon else None
    return line[:at], line[at + 1 :]


def _parts(head: str) -> list[str]:
    """Between the semicolons outside quotes."""
    if '"' not in head:
        return head.split(";")
    parts: list[str] = []
    pieces: list[str] = []  # of a part that is still in quotes
    is_open = False
    for piece in head.split(";"):
        if is_open or piece or pieces:
            pieces.append(piece)
        is_open ^= piece.count('"') % 2 == 1
        if not is_open:
            parts.append(";".join(pieces))
            pieces = []
    return [*parts, ";".join(pieces)] if pieces else parts
