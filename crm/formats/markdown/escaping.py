"""Words of the book as Markdown: names stay one line and mean nothing; notes are Markdown and cannot leave their place."""

import re
from urllib.parse import quote

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LIST = re.compile(r"([-+=])|(\d{1,9})([.)])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
# What is kept as written, then what is not: an escaped sign, a link to the web, a box to tick; a picture, any other bracket.
_BRACKETS = re.compile(
    r"(\\.|\[[^\[\]\n]*\]\((?:https?://|mailto:)[^\s()<>\[\]]*\)|^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\](?=\s))|(!(?=\[)|\[)",
    re.M | re.I,
)
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")


def plain(words: str) -> str:
    """On one line, every sign shown as it is."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def first(words: str) -> str:
    """The same where a line or a list item begins with it: no list, no rule, no heading of its own."""
    begins = _LIST.match(words := plain(words))
    if begins is None:
        return words
    at = begins.end() - 1
    return f"{words[:at]}\\{words[at:]}"


def quoted(note: str) -> str:
    """A note as it was written, as a quotation: no line of it can be taken for a heading of the file.

    Tags and signs of HTML are shown, not obeyed. A link leads to the web or to a mail, or is none; a picture, which would
    be fetched where the file is looked at, is none.
    """
    text = _BRACKETS.sub(lambda found: found[1] or f"\\{found[2]}", note.strip())
    lines = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text)).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def link(words: str, file: str) -> str:
    return f"[{plain(words)}]({quote(file)})"
