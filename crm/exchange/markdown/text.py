"""Words of the book as Markdown: names stay one line and mean nothing; notes are Markdown and cannot leave their place."""

import re
from urllib.parse import quote

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")


def plain(words: str) -> str:
    """On one line, every sign shown as it is."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def quoted(note: str) -> str:
    """A note as it was written, as a quotation: no line of it can be taken for a heading of the file.

    Tags of HTML are shown, not obeyed.
    """
    lines = _TAG.sub("&lt;", note.strip()).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def link(words: str, file: str) -> str:
    return f"[{plain(words)}]({quote(file)})"
