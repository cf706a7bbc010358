"""Escaping for Markdown: names stay literal text on one line; notes remain Markdown but cannot break out of their quotation."""

import re
from urllib.parse import quote

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LIST = re.compile(r"([-+=])|(\d{1,9})([.)])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
# First what is kept: escapes, web links, task boxes; then what is escaped: pictures, any other bracket.
_BRACKETS = re.compile(
    r"(\\.|\[[^\[\]\n]*\]\((?:https?://|mailto:)[^\s()<>\[\]]*\)|^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\](?=\s))|(!(?=\[)|\[)",
    re.M | re.I,
)
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")


def escape_text(words: str) -> str:
    """Literal text on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def escape_line_start(words: str) -> str:
    """escape_text for the start of a line or list item: it cannot begin a list or a heading."""
    marker = _LIST.match(words := escape_text(words))
    if marker is None:
        return words
    at = marker.end() - 1
    return f"{words[:at]}\\{words[at:]}"


def quote_note(note: str) -> str:
    """A note as a block quotation: no line of it can be taken for a heading of the file.

    HTML tags are shown as text. Only web and mail links stay links; pictures, which a viewer would fetch, do not.
    """
    text = _BRACKETS.sub(lambda found: found[1] or f"\\{found[2]}", note.strip())
    lines = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text)).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def link(words: str, file: str) -> str:
    return f"[{escape_text(words)}]({quote(file)})"
