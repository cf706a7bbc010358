"""Answers of the child process "examine": one JSON object per line."""

import json
from typing import NamedTuple

from crm.errors import FileNotRead

LOOK, READY = "look", "ready"  # the first argument of the child
LONGEST = 1 << 14  # bytes of an answer


class BackupCounts(NamedTuple):
    """`version` is the format of the file; `uid` is the book's, "" if not requested."""

    version: int
    people: int
    meetings: int
    promises: int
    uid: str = ""


def as_line(answer: BackupCounts | FileNotRead) -> bytes:
    fields = {"refused": str(answer)} if isinstance(answer, FileNotRead) else answer._asdict()
    return json.dumps(fields).encode() + b"\n"


def from_line(line: bytes) -> BackupCounts | FileNotRead | None:
    """None for a line that `as_line` did not write: the child was ended at work."""
    try:
        fields = json.loads(line)
        if "refused" in fields:
            return FileNotRead(str(fields["refused"]))
        version, *counts = (int(fields[name]) for name in ("version", "people", "meetings", "promises"))
        return BackupCounts(version, counts[0], counts[1], counts[2], str(fields["uid"]))
    except (ValueError, KeyError, TypeError):
        return None
