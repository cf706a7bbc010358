"""What the process that copied asks of the child that examines, and what the child answers: a JSON document each way."""

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.examination import Examined

_MB = 1 << 20
_LEAST_SECONDS = 120.0
_SECONDS_A_MB = 2.0  # a hundred times what a small machine needs


class Request(NamedTuple):
    """Examine `part`, a copy of the book in `folder`. `target` is a file the user named, None for a backup of ours.

    `base` is the name without its ending, `at` the local time of the copy, `noted` what the copying process counted
    in the book, `is_apart_fine` that a damaged copy is no failed backup: it was made before a restore.
    """

    folder: Path
    part: Path
    target: Path | None
    base: str
    at: datetime
    noted: Examined | None
    is_apart_fine: bool = False

    def as_json(self) -> str:
        fields = self._asdict() | {
            "folder": str(self.folder),
            "part": str(self.part),
            "target": self.target and str(self.target),
            "at": self.at.isoformat(),
            "noted": self.noted and self.noted.as_json(),
        }
        return json.dumps(fields)

    @classmethod
    def from_json(cls, text: str) -> "Request":
        """Raises ValueError, TypeError or KeyError for anything that `as_json` did not write."""
        fields = json.loads(text)
        fields["folder"], fields["part"] = Path(fields["folder"]), Path(fields["part"])
        fields["target"] = Path(fields["target"]) if fields["target"] else None
        fields["at"] = datetime.fromisoformat(fields["at"])
        fields["noted"] = Examined.from_json(fields["noted"]) if fields["noted"] else None
        return cls(**fields)


class Outcome(NamedTuple):
    """`file` is where the copy lies now: None when it failed, in the folder of damaged ones when it has findings."""

    file: Path | None
    sentence: str
    examined: Examined

    def as_json(self) -> str:
        return json.dumps([self.file and str(self.file), self.sentence, self.examined.as_json()])

    @classmethod
    def from_json(cls, text: str) -> "Outcome":
        """Raises ValueError or TypeError."""
        file, sentence, examined = json.loads(text)
        return cls(Path(file) if file else None, sentence, Examined.from_json(examined))


def longest(part: Path) -> float:
    """Seconds after which an examination of this copy is taken for hung."""
    return _LEAST_SECONDS + _SECONDS_A_MB * part.stat().st_size / _MB
