"""Joins physical lines into logical lines: folding, quoted-printable soft breaks, and Base64 without leading blanks."""

import re
from collections.abc import Iterator

_NEW_PROPERTY = re.compile(
    r"(?:[\w-]{1,20}\.)?(?:FN|N|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|PHOTO|UID|REV|VERSION|CATEGORIES"
    r"|NICKNAME|X-[A-Z-]{1,40})[;:]"
)
_WRAPPED_AT = 70  # a soft break at the end of such a long line comes from wrapping
BASE64_LINE = re.compile(r"[A-Za-z0-9+/]+={0,2}[ \t]*")


def unfold(text: str) -> list[str]:
    """Unfold text without quoted-printable: the fast path."""
    if "\n " in text or "\n\t" in text:
        text = text.replace("\n ", "").replace("\n\t", "")
    return text.split("\n")


def logical_lines(text: str, quoted: bool) -> Iterator[tuple[int, str]]:
    """Logical lines, each with the index of its first physical line."""
    physical = text.split("\n")
    index = 0
    while index < len(physical):
        start = index
        parts = [physical[index]]
        index += 1
        if quoted and _is_quoted(parts[0]):
            while index < len(physical) and _is_continued(parts[-1], physical[index]):
                parts[-1] = parts[-1].rstrip(" \t")[:-1]
                parts.append(physical[index])
                index += 1
        else:
            while index < len(physical) and physical[index][:1] in (" ", "\t") and physical[index]:
                parts.append(physical[index][1:])
                index += 1
        yield start, "".join(parts)


def _is_quoted(line: str) -> bool:
    head = line.partition(":")[0]
    return "QUOTED-PRINTABLE" in head.upper()


def _is_continued(line: str, following: str) -> bool:
    """Whether the line ends with a soft break; "=" at the end of a short line before a property is accidental."""
    if not line.rstrip(" \t").endswith("="):
        return False
    return len(line) >= _WRAPPED_AT or not _NEW_PROPERTY.match(following)


def join_base64_lines(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Append lines that are only Base64 to the Base64 value before them."""
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
