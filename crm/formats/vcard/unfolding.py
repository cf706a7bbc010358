"""Physical lines to logical ones: unfolding, quoted-printable soft breaks, base64 without its leading blank."""

import re
from collections.abc import Iterator

_NEW_PROPERTY = re.compile(
    r"(?:[\w-]{1,20}\.)?(?:FN|N|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|PHOTO|UID|REV|VERSION|CATEGORIES"
    r"|NICKNAME|X-[A-Z-]{1,40})[;:]"
)
_WRAPPED_AT = 70  # a soft break in a line this long was made by wrapping, not by an odd writer
BASE64_LINE = re.compile(r"[A-Za-z0-9+/]+={0,2}[ \t]*")


def unfolded(text: str) -> list[str]:
    """Without quoted-printable in it, the quick way."""
    if "\n " in text or "\n\t" in text:
        text = text.replace("\n ", "").replace("\n\t", "")
    return text.split("\n")


def joined(text: str, quoted: bool) -> Iterator[tuple[int, str]]:
    """Logical lines with the index of the physical line each begins on."""
    physical = text.split("\n")
    at = 0
    while at < len(physical):
        start = at
        parts = [physical[at]]
        at += 1
        if quoted and _is_quoted(parts[0]):
            while at < len(physical) and _goes_on(parts[-1], physical[at]):
                parts[-1] = parts[-1].rstrip(" \t")[:-1]
                parts.append(physical[at])
                at += 1
        else:
            while at < len(physical) and physical[at][:1] in (" ", "\t") and physical[at]:
                parts.append(physical[at][1:])
                at += 1
        yield start, "".join(parts)


def _is_quoted(line: str) -> bool:
    head = line.partition(":")[0]
    return "QUOTED-PRINTABLE" in head.upper()


def _goes_on(line: str, following: str) -> bool:
    """A soft break, unless a short line ends in = by accident and the next one clearly is a property."""
    if not line.rstrip(" \t").endswith("="):
        return False
    return len(line) >= _WRAPPED_AT or not _NEW_PROPERTY.match(following)


def with_base64_joined(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines of nothing but base64 go to the base64 value before them."""
    result: list[tuple[int, str]] = []
    parts: list[str] = []
    for start, line in numbered:
        if parts and BASE64_LINE.fullmatch(line):
            parts.append(line.strip())
            continue
        if len(parts) > 1:
            result[-1] = (result[-1][0], "".join(parts))
        result.append((start, line))
        parts = [line] if is_base64(line) else []
    if len(parts) > 1:
        result[-1] = (result[-1][0], "".join(parts))
    return result


def is_base64(line: str) -> bool:
    head, _, value = line.partition(":")
    words = re.split(r"[;=,]", head.upper())[1:]
    return "BASE64" in words or "B" in words or value[:5].lower() == "data:"
