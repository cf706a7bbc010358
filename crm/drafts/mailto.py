"""mailto links after RFC 6068: only our own recipients, subject and body, whatever stands in names and notes."""

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
    """With `copy_body` the link holds no body: it would be too long, so the body goes to the clipboard."""

    url: str
    copy_body: bool


def is_address(text: str) -> bool:
    """One plain address: nothing in it that a mail program could read as a second one."""
    return _ADDRESS.fullmatch(text) is not None


def mailto(to: Sequence[str], subject: str, body: str) -> Mailto:
    """Addresses that are no plain ones are left out."""
    people = ",".join(_percent_encode(one, "@") for one in to if is_address(one))
    line = " ".join(_CONTROLS.sub(" ", subject).split())[:_MAX_SUBJECT_LENGTH]
    start = f"mailto:{people}?subject={_percent_encode(line)}"
    lines = _CONTROLS.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    whole = f"{start}&body={_percent_encode(lines.replace(chr(10), chr(13) + chr(10)))}"
    return Mailto(start, True) if len(whole) > MAX_LINK_LENGTH else Mailto(whole, False)


def _percent_encode(text: str, also: str = "") -> str:
    """UTF-8 in percent signs, a blank as %20 and never as +; half a surrogate pair becomes a question mark."""
    return quote(text, safe=also, errors="replace")
