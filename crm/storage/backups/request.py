"""Request and outcome of the verifying child process, each one JSON document."""

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.examination import Examined

_MB = 1 << 20
_LEAST_SECONDS = 120.0
_SECONDS_PER_MB = 2.0  # a hundred times what a slow machine needs


class Request(NamedTuple):
    """Verify `part`, a copy of the book in `folder`. `target` is a file named by the user, None for the
    folder of backups. `base` is the file name without suffix, `at` the local time of the copy, `noted` the
    counts taken in the book. With `accepts_damage` a damaged copy is no failed backup: it was made before a
    restore.
    """

    folder: Path
    part: Path
    target: Path | None
    base: str
    at: datetime
    noted: Examined | None
    accepts_damage: bool = False

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
        """Raises ValueError, TypeError or KeyError for text that `as_json` did not write."""
        fields = json.loads(text)
        fields["folder"], fields["part"] = Path(fields["folder"]), Path(fields["part"])
        fields["target"] = Path(fields["target"]) if fields["target"] else None
        fields["at"] = datetime.fromisoformat(fields["at"])
        fields["noted"] = Examined.from_json(fields["noted"]) if fields["noted"] else None
        return cls(**fields)


class Outcome(NamedTuple):
    """`file` is the named copy: None after a failure, in the folder of damaged ones if it has findings."""

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


def longest_seconds(part: Path) -> float:
    """Seconds after which the examination counts as hung."""
    return _LEAST_SECONDS + _SECONDS_PER_MB * part.stat().st_size / _MB
