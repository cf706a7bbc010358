"""Names and words from outside, made fit to be stored."""

import re

_SURROGATES = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """Bytes of a command line or a file's name that are no UTF-8 arrive as lone surrogates, which nothing can store.

    Never a question mark in their place: it would make a question of what was told.
    """
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
