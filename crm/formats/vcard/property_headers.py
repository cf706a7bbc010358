"""What stands before the colon of a line: group, name, parameters. The same heads come again and again, so: cached."""

from dataclasses import dataclass, field

from crm.formats.vcard.decoding import without_carets
from crm.formats.vcard.labels import label_of, service_of

MOST_PARAMETERS = 1000
_MOST_KEPT = 5000

_ENCODINGS = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "B": "b", "8BIT": "", "7BIT": "", "Q": "q"}
_VALUES = {
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
class Head:
    """A head as understood. `types` in file order, as written; encoding is q, b or nothing."""

    name: str
    group: str = ""
    types: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    charset: str = ""
    preferred: bool = False
    label: str = ""
    service: str = ""
    plain: bool = False  # no encoding, no charset: the value is the text

    def __post_init__(self) -> None:
        self.preferred = (
            any(word.lower() == "pref" for word in self.types) or self.parameters.get("PREF", "") == "1"
        )
        self.label = label_of(self.types)
        self.service = service_of(self.parameters, self.types)


heads: dict[str, Head] = {}
"""Those met lately, by their text: look here first, and ask `head_of` for the others."""


def head_of(text: str) -> Head | None:
    """None for a head with too many parameters, or without a name."""
    if text in heads:
        return heads[text]
    if len(heads) > _MOST_KEPT:
        heads.clear()
    head = _read(text)
    if (
        head and len(text) < 300 and text.count('"') % 2 == 0
    ):  # half a quoted head is not one that comes again
        heads[text] = head
    return head


def split_head(line: str) -> tuple[str, str] | None:
    """Head and value at the first colon outside quotes; None where there is no colon."""
    head, colon, value = line.partition(":")
    if not colon:
        return None
    if '"' in head and ";" in head:
        at = len(head)
        for _ in range(50):
            if (line.count('"', 0, at) - line.count('\\"', 0, at)) % 2 == 0:
                return line[:at], line[at + 1 :]
            at = line.find(":", at + 1)
            if at < 0:
                break
    return head, value


def _read(text: str) -> Head | None:
    if text.count(";") > MOST_PARAMETERS or text.count(",") > MOST_PARAMETERS:
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
        if not equals or key.startswith("X-CUSTOM("):  # its = belong to a label that is encoded
            if key in _ENCODINGS:
                encoding = _ENCODINGS[key]
            elif key and key not in _VALUES:
                types.append(parameter.strip())
            continue
        value = without_carets(raw.strip().replace('\\"', "'").strip('"'))
        if key == "TYPE":
            types += [word for part in value.split(",") if (word := part.strip(' "\\'))]
        elif key == "ENCODING":
            encoding = _ENCODINGS.get(value.upper(), "")
        elif key == "CHARSET":
            charset = value
        else:
            found[key] = value
    head = Head(name, group.strip(), types, found, encoding, charset)
    head.plain = not encoding and not charset
    return head


def split_parameters(text: str) -> list[str]:
    """Parts between semicolons that stand outside quotes."""
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
