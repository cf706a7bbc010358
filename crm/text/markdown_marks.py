"""Where a line of Markdown has headings, lists, quotes, code, emphasis and links. The text itself stays plain."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crm.text.safe_links import safe_address

_ANYTHING = re.compile(r"[*_`\[#>~:]|^\s*(?:[-+]|\d{1,3}[.)])\s")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"(\s{0,3}#{1,6}\s+)(\S.*)")
_QUOTE = re.compile(r"(\s{0,3}>\s?)(.*)")
_LIST = re.compile(r"\s{0,40}(?:[-+*]|\d{1,3}[.)])\s")
_INLINE = re.compile(
    r"(?P<code>`[^`]{1,500}`)"
    r"|\[(?P<words>[^\]\[]{1,500})\]\((?P<target>[^()\s]{1,2048})\)"
    r"|(?P<bare>\b(?:https?://|mailto:|tel:)[^\s<>()\[\]\"“”]{1,2048}[^\s<>()\[\]\"“”.,;:!?'’*_`])"
    r"|(?P<strong>(?P<two>\*\*|__)(?=\S)(?P<strong_words>.{1,500}?)(?<=\S)(?P=two))"
    r"|(?P<soft>(?<![\w*])(?P<one>[*_])(?=[^\s*_])(?P<soft_words>[^*_]{1,500}?)(?<=\S)(?P=one)(?!\w))",
    re.I,
)


class Mark(NamedTuple):
    """`style`: sign, heading, quote, code, strong, emphasis or link. Positions count code points of the line."""

    start: int
    end: int
    style: str


class Link(NamedTuple):
    start: int
    end: int
    address: str


def is_fence(line: str) -> bool:
    """Whether the line begins or ends a block of code."""
    return _FENCE.match(line) is not None


def marks(line: str) -> list[Mark]:
    """Of a line outside a block of code, in the order in which they are painted over each other."""
    return list(_marks(line)) if _ANYTHING.search(line) else []


def without_signs(text: str) -> str:
    """The words as they read, for places that show plain text; signs of lists stay."""
    return "\n".join(_without_signs(line) for line in text.split("\n"))


def _without_signs(line: str) -> str:
    opening = _HEADING.fullmatch(line) or _QUOTE.fullmatch(line)
    words = line[len(opening[1]) :] if opening else line
    return _INLINE.sub(lambda match: str(match[_INNER[match.lastgroup or ""][0]]), words)


def links(line: str) -> list[Link]:
    """Those that may be opened."""
    found = []
    for match in _INLINE.finditer(line):
        target = match["target"] or match["bare"]
        address = safe_address(target) if target else None
        if address is not None:
            found.append(Link(match.start(), match.end(), address))
    return found


def _marks(line: str) -> Iterator[Mark]:
    at = 0
    if heading := _HEADING.fullmatch(line):
        yield Mark(0, len(heading[1]), "sign")
        yield Mark(len(heading[1]), len(line), "heading")
        at = len(heading[1])
    elif quote := _QUOTE.fullmatch(line):
        yield Mark(0, len(quote[1]), "sign")
        yield Mark(len(quote[1]), len(line), "quote")
        at = len(quote[1])
    elif item := _LIST.match(line):
        yield Mark(0, item.end(), "sign")
        at = item.end()
    for match in _INLINE.finditer(line, at):
        yield from _inline(match)


def _inline(match: re.Match[str]) -> Iterator[Mark]:
    inner, style = _INNER[match.lastgroup or ""]
    if inner == "code":
        yield Mark(match.start(), match.end(), style)
        return
    if inner == "words":
        style = "link" if safe_address(match["target"]) else "sign"
    elif inner == "bare" and not safe_address(match["bare"]):
        return
    yield Mark(match.start(), match.start(inner), "sign")
    yield Mark(match.start(inner), match.end(inner), style)
    yield Mark(match.end(inner), match.end(), "sign")


# By the last group that took part in the match.
_INNER = {
    "code": ("code", "code"),
    "target": ("words", "link"),
    "bare": ("bare", "link"),
    "strong": ("strong_words", "strong"),
    "soft": ("soft_words", "emphasis"),
}
