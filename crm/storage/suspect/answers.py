"""What the child process answers for a suspect file, one JSON object a line."""

import json
from typing import NamedTuple

from crm.errors import FileNotRead

LOOK, READY = "look", "ready"  # the first word the child is given: what to do
LONGEST = 1 << 14  # bytes of an answer


class Looked(NamedTuple):
    """`version` is the format the file came in; `uid` is the book's, "" where it was not asked for."""

    version: int
    people: int
    meetings: int
    promises: int
    uid: str = ""


def as_line(answer: Looked | FileNotRead) -> bytes:
    said = {"refused": str(answer)} if isinstance(answer, FileNotRead) else answer._asdict()
    return json.dumps(said).encode() + b"\n"


def from_line(line: bytes) -> Looked | FileNotRead | None:
    """None for anything that `as_line` did not write: the child was ended while it worked."""
    try:
        said = json.loads(line)
        if "refused" in said:
            return FileNotRead(str(said["refused"]))
        version, *counts = (int(said[name]) for name in ("version", "people", "meetings", "promises"))
        return Looked(version, counts[0], counts[1], counts[2], str(said["uid"]))
    except (ValueError, KeyError, TypeError):
        return None
