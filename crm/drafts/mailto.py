"""mailto links (RFC 6068) that names and notes cannot inject further recipients or headers into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

MAX_LINK_LENGTH = 1900  # Windows cuts a link near 2,048 characters
_MAX_SUBJECT_LENGTH = 150
_ADDRESS = re.compile(
    r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f-\x9f]{1,64}@[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f-\x9f]{1,255}"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Mailto:
    """With `copy_body` the link has no body because it would be too long; copy the body to the clipboard instead."""

    url: str
    copy_body: bool


def is_address(text: str) -> bool:
    """Whether the text is one plain address that no mail program can take for several."""
    return _ADDRESS.fullmatch(text) is not None


def mailto(to: Sequence[str], subject: str, body: str) -> Mailto:
    """Addresses that are not plain (see is_address) are left out."""
    people = ",".join(_percent_encode(address, "@") for address in to if is_address(address))
    line = " ".join(_CONTROLS.sub(" ", subject).split())[:_MAX_SUBJECT_LENGTH]
    start = f"mailto:{people}?subject={_percent_encode(line)}"
    lines = _CONTROLS.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    whole = f"{start}&body={_percent_encode(lines.replace(chr(10), chr(13) + chr(10)))}"
    return Mailto(start, True) if len(whole) > MAX_LINK_LENGTH else Mailto(whole, False)


def _percent_encode(text: str, also: str = "") -> str:
    """Percent-encoded UTF-8, blanks as %20; a lone surrogate becomes a question mark."""
    return quote(text, safe=also, errors="replace")
