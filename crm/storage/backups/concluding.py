"""After the examination of a copy: naming it or setting it aside, manifest, ledger and thinning.
All of it runs in the child process, so that neither a window nor a command waits for it.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from crm.errors import FileNotWritten
from crm.examination import Examined, summary
from crm.storage.backups import backup, ledger, manifest, parts, thinning
from crm.storage.backups.examining import Verdict
from crm.storage.backups.folder import backups_folder, damaged_folder, free_name, locked, reason, time_of
from crm.storage.backups.ledger import Check, Failure, Good
from crm.storage.restore.swapping_files import sync
from crm.storage.suspect.child_client import quick_look

# Damaged copies that are kept: so many of ordinary backups, and as many of those made before a restore: they must not fill the disk.
_KEPT_DAMAGED = 3
_BROKEN_OFF = (
    "The last backup was broken off before it was examined; the book is as it was, and earlier backups stay."
)
_SHRANK = "the book shrank by a third after this copy"


def name_good_copy(
    folder: Path, base: str, part: Path, verdict: Verdict, at: datetime, verified_at: datetime
) -> Path:
    """Name a good copy, update the ledger, and thin older backups. Raises OSError."""
    backups = backups_folder(folder)
    with locked(folder):
        known = ledger.read(folder)
        older = backup.candidates(folder)
        number = ledger.next_number(folder, known)
        day = known.day + (1 if not older or older[-1].at.date() != at.date() else 0)
        file = free_name(backups, base)
        entry = manifest.of(part, verdict.examined, at, number, day, verdict.sha256)
        entry = entry._replace(verified_at=verified_at)
        # Before the file is named: a copy without manifest would be taken for an old one.
        manifest.write(file, entry)
        name_durably(part, file)
        ledger.write(
            folder,
            known._replace(
                number=number, day=day, last_good=Good(number, at, file.name), is_damaged=False,
                last_check=_check(verdict.examined, verified_at),
            ),
        )  # fmt: skip
        _pin_if_shrunk(older, verdict.examined)
        _thin(folder)
    return file


def set_damaged_copy_aside(
    folder: Path, base: str, part: Path, verdict: Verdict, at: datetime, sentence: str
) -> Path:
    """Move a damaged copy to the folder of damaged ones; nothing is thinned until a good copy is made. Raises
    OSError. `sentence` is the failure to record; "" for a copy made before a restore, which is no failed
    backup.
    """
    with locked(folder):
        target = damaged_folder(folder)
        target.mkdir(mode=0o700, exist_ok=True)
        known = ledger.read(folder)
        number = ledger.next_number(folder, known)
        file = free_name(target, base)
        manifest.write(file, manifest.of(part, verdict.examined, at, number, None, verdict.sha256))
        name_durably(part, file)
        changed = known._replace(
            number=number, is_damaged=True, last_check=_check(verdict.examined, at),
            last_failure=Failure(at, sentence, number) if sentence else known.last_failure,
        )  # fmt: skip
        ledger.write(folder, changed)
        _remove_oldest_damaged(target)
    return file


def note_failure(folder: Path, at: datetime, sentence: str) -> None:
    """Record that a backup could not be made. On a full disk that fails, too; the caller reports it as well."""
    with suppress(OSError, FileNotWritten), locked(folder):
        known = ledger.read(folder)
        ledger.write(folder, known._replace(last_failure=Failure(at, sentence, known.number)))


def note_repaired(folder: Path) -> None:
    """Record that damage was repaired: it is no longer reported, and the day's backup is due again."""
    with suppress(OSError, FileNotWritten):
        if not ledger.read(folder).is_damaged:
            return
        with locked(folder):
            ledger.write(folder, ledger.read(folder)._replace(begun_at=None, last_failure=None))


def sweep(folder: Path, at: datetime) -> None:
    """Remove what killed processes left, and record an interrupted backup as failed."""
    if parts.sweep(folder):
        note_failure(folder, at, _BROKEN_OFF)


def note_check(folder: Path, at: datetime, examined: Examined) -> None:
    """Record the examination of a copy made to a file of the user, if the ledger can be written."""
    with suppress(OSError, FileNotWritten), locked(folder):
        ledger.write(folder, ledger.read(folder)._replace(last_check=_check(examined, at)))


def name_durably(part: Path, file: Path) -> None:
    sync(part)
    part.replace(file)
    sync(file.parent)


def _check(examined: Examined, at: datetime) -> Check:
    found = examined.findings
    return Check(at, sum(examined.rows.values()), len(found), summary(found) if found else "")


def _pin_if_shrunk(older: list[thinning.Candidate], now: Examined) -> None:
    """Keep the earlier copies from being thinned after very much was deleted, by mistake or by a fault of the
    program.
    """
    if not older or not _shrank(older[-1].file, now):
        return
    for one in older:
        entry = manifest.read(one.file) or _new_manifest(one.file)
        if entry.pinned is None:
            manifest.write(one.file, entry._replace(pinned=_SHRANK))


def _shrank(before: Path, now: Examined) -> bool:
    entry = manifest.read(before) or quick_look(before)
    counts = entry.people, entry.meetings, entry.promises
    current = (now.people, now.meetings, now.promises)
    return any(
        earlier and remaining * 3 <= earlier * 2 for earlier, remaining in zip(counts, current, strict=True)
    )


def _new_manifest(file: Path) -> manifest.Manifest:
    """A manifest for a copy without one; it sorts before all numbered ones."""
    looked = quick_look(file)
    counts = Examined(people=looked.people, meetings=looked.meetings, promises=looked.promises)
    return manifest.of(file, counts, time_of(file), None, None, manifest.sha256_of(file))


def _thin(folder: Path) -> None:
    """Remove the backups that no rule keeps, and manifests without a backup, left by killed processes."""
    for file in manifest.without_file(backups_folder(folder)):
        _remove(file)
    for file in thinning.superfluous(backup.candidates(folder)):
        _remove(file)


def _remove(file: Path) -> None:
    with suppress(OSError):  # another program may have it open on Windows: removed next time
        file.unlink(missing_ok=True)
        manifest.place(file).unlink(missing_ok=True)


def _remove_oldest_damaged(folder: Path) -> None:
    known = [(one.number or 0, file) for file in folder.glob("goodturn-*.db") if (one := manifest.read(file))]
    newest_first = [file for _, file in sorted(known, reverse=True)]
    for is_reasoned in (False, True):
        of_a_kind = [file for file in newest_first if bool(reason(file)) == is_reasoned]
        for file in of_a_kind[_KEPT_DAMAGED:]:
            _remove(file)
