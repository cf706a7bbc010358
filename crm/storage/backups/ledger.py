"""backups/ledger.json: numbers and results of backups. It lies outside of the book, so that a restore does
not reset it. A damaged or missing ledger is rebuilt from the manifests; only failures and trial restores are
lost.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm.storage.backups import manifest
from crm.storage.backups.folder import backups_folder, damaged_folder, files, read_small, write_private

FILE_NAME = "ledger.json"


class Good(NamedTuple):
    """A backup that was found good. `name` is its file name."""

    number: int
    at: datetime
    name: str


class Check(NamedTuple):
    """A complete examination: number of rows and findings, and a summary of the findings."""

    at: datetime
    rows: int
    findings: int
    summary: str


class TrialRestore(NamedTuple):
    """A trial restore in a scratch folder. `sentence` is the failure, "" for success."""

    at: datetime
    name: str
    sentence: str


class Failure(NamedTuple):
    """A backup that could not be made. `number` is that of the last backup before it."""

    at: datetime
    sentence: str
    number: int


class Ledger(NamedTuple):
    """`number` and `day` are those of the newest backup; `begun_at` is when an automatic copy was last begun."""

    number: int = 0
    day: int = 0
    begun_at: datetime | None = None
    last_good: Good | None = None
    last_check: Check | None = None
    last_trial_restore: TrialRestore | None = None
    last_failure: Failure | None = None
    is_damaged: bool = False

    @property
    def unresolved_failure(self) -> Failure | None:
        """The last failure, unless a good backup was made since. Compared by number, as a clock may go back."""
        failure, good = self.last_failure, self.last_good
        return None if failure is None or (good is not None and good.number > failure.number) else failure


_PARTS = {"last_good": Good, "last_check": Check, "last_trial_restore": TrialRestore, "last_failure": Failure}
_KEY_ON_DISK = "last_drill"  # of `last_trial_restore`: the name was changed, the files were not


def read(folder: Path) -> Ledger:
    file = backups_folder(folder) / FILE_NAME
    try:
        return _from_fields(json.loads(read_small(file)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return _rebuild(folder)


def write(folder: Path, ledger: Ledger) -> None:
    """Call it inside `folder.locked`. Raises OSError."""
    fields = ledger._asdict()
    for name in _PARTS:
        fields[name] = fields[name] and fields[name]._asdict()
    document = {_KEY_ON_DISK if name == "last_trial_restore" else name: fields[name] for name in fields}
    write_private(backups_folder(folder) / FILE_NAME, json.dumps(document, indent=1, default=_as_text) + "\n")


def next_number(folder: Path, ledger: Ledger) -> int:
    """Higher than every number in ledger and manifests."""
    used = [*manifest.numbers(backups_folder(folder)), *manifest.numbers(damaged_folder(folder))]
    return max([ledger.number, *used]) + 1


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(type(value).__name__)


def _from_fields(fields: dict[str, Any]) -> Ledger:
    fields["last_trial_restore"] = fields.pop(_KEY_ON_DISK)
    for name, record in _PARTS.items():
        if fields[name] is not None:
            fields[name] = record(**{**fields[name], "at": datetime.fromisoformat(fields[name]["at"])})
    fields["begun_at"] = fields["begun_at"] and datetime.fromisoformat(fields["begun_at"])
    ledger = Ledger(**fields)
    if type(ledger.number) is not int or type(ledger.day) is not int:
        raise ValueError("no number of a backup")
    if not all(one is None or type(one.number) is int for one in (ledger.last_good, ledger.last_failure)):
        raise ValueError("no number of a backup")
    return ledger


def _rebuild(folder: Path) -> Ledger:
    backups = backups_folder(folder)
    known = [
        (one.number, one, file) for file in files(backups) if (one := manifest.read(file)) and one.number
    ]
    if not known:
        return Ledger(number=max([0, *manifest.numbers(damaged_folder(folder))]))
    number, newest, file = max(known, key=lambda one: one[0])
    damaged = max([0, *manifest.numbers(damaged_folder(folder))])
    return Ledger(
        number=max(number, damaged),
        day=newest.day or 0,
        last_good=Good(number, newest.at, file.name),
        last_check=Check(newest.verified_at, 0, 0, "") if newest.verified_at else None,
        is_damaged=damaged > number,
    )
