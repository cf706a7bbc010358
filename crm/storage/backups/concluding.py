"""What follows an examination: the copy gets its name, or is kept apart; manifests, ledger and thinning.

All of it is done by the child process, so that neither a window nor a command needs to wait for it.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from crm.errors import FileNotWritten
from crm.examination import Examined, summary
from crm.storage.backups import backup, ledger, manifest, parts, thinning
from crm.storage.backups.examining import Verdict
from crm.storage.backups.folder import damaged_room_of, free_name, locked, moment, reason, room_of
from crm.storage.backups.ledger import Check, Failure, Good
from crm.storage.restore.swapping_files import sync
from crm.storage.suspect.asking import quick_look

_KEPT_DAMAGED = 3  # of ordinary ones, and as many of those made before a restore: they must not fill the disk
_BROKEN_OFF = (
    "The last backup was broken off before it was examined; the book is as it was, and earlier backups stay."
)
_SHRANK = "the book shrank by a third after this copy"


def keep(folder: Path, base: str, part: Path, verdict: Verdict, at: datetime, verified_at: datetime) -> Path:
    """A good copy joins the others, the ledger says so, and those no longer needed go. Raises OSError."""
    room = room_of(folder)
    with locked(folder):
        known = ledger.read(folder)
        older = backup.candidates(folder)
        number = ledger.next_number(folder, known)
        day = known.day + (1 if not older or older[-1].at.date() != at.date() else 0)
        file = free_name(room, base)
        entry = manifest.of(part, verdict.examined, at, number, day, verdict.sha256)
        entry = entry._replace(verified_at=verified_at)
        manifest.write(file, entry)  # before the name: a copy without it would be taken for an old one
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


def keep_apart(folder: Path, base: str, part: Path, verdict: Verdict, at: datetime, sentence: str) -> Path:
    """A damaged copy goes into a folder of its own, and nothing is thinned until a good one is made. Raises OSError.

    `sentence` is what went wrong, "" for a copy made before a restore: that one is no failed backup.
    """
    with locked(folder):
        room = damaged_room_of(folder)
        room.mkdir(mode=0o700, exist_ok=True)
        known = ledger.read(folder)
        number = ledger.next_number(folder, known)
        file = free_name(room, base)
        manifest.write(file, manifest.of(part, verdict.examined, at, number, None, verdict.sha256))
        name_durably(part, file)
        changed = known._replace(
            number=number, is_damaged=True, last_check=_check(verdict.examined, at),
            last_failure=Failure(at, sentence, number) if sentence else known.last_failure,
        )  # fmt: skip
        ledger.write(folder, changed)
        _remove_oldest_damaged(room)
    return file


def note_failure(folder: Path, at: datetime, sentence: str) -> None:
    """That a backup could not be made. A disk that is full cannot even be told; the caller says it, too."""
    with suppress(OSError, FileNotWritten), locked(folder):
        known = ledger.read(folder)
        ledger.write(folder, known._replace(last_failure=Failure(at, sentence, known.number)))


def note_mended(folder: Path) -> None:
    """Damage that kept copies from counting is gone: it is told no longer, and the day's backup is due again."""
    with suppress(OSError, FileNotWritten):
        if not ledger.read(folder).is_damaged:
            return
        with locked(folder):
            ledger.write(folder, ledger.read(folder)._replace(begun_at=None, last_failure=None))


def sweep(folder: Path, at: datetime) -> None:
    """What killed processes left is removed; a backup that was broken off so is noted as failed."""
    if parts.sweep(folder):
        note_failure(folder, at, _BROKEN_OFF)


def note_check(folder: Path, at: datetime, examined: Examined) -> None:
    """A copy that goes elsewhere was examined, and with it all the book holds. It counts whether it can be noted or not."""
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
    """A deletion of very much, by mistake or by a fault of ours, must not get the earlier copies thinned away."""
    if not older or not _shrank(older[-1].file, now):
        return
    for one in older:
        entry = manifest.read(one.file) or _adopted(one.file)
        if entry.pinned is None:
            manifest.write(one.file, entry._replace(pinned=_SHRANK))


def _shrank(before: Path, now: Examined) -> bool:
    entry = manifest.read(before) or quick_look(before)
    counts = entry.people, entry.meetings, entry.promises
    held = (now.people, now.meetings, now.promises)
    return any(then and left * 3 <= then * 2 for then, left in zip(counts, held, strict=True))


def _adopted(file: Path) -> manifest.Manifest:
    """A manifest for a copy that has none; it stays in its place before all numbered ones."""
    looked = quick_look(file)
    counts = Examined(people=looked.people, meetings=looked.meetings, promises=looked.promises)
    return manifest.of(file, counts, moment(file), None, None, manifest.sha256_of(file))


def _thin(folder: Path) -> None:
    """What no rule keeps, and manifests of copies that a kill kept from getting their names."""
    for file in manifest.without_file(room_of(folder)):
        _remove(file)
    for file in thinning.superfluous(backup.candidates(folder)):
        _remove(file)


def _remove(file: Path) -> None:
    with suppress(OSError):  # on Windows another program may hold it open: the next time, then
        file.unlink(missing_ok=True)
        manifest.place(file).unlink(missing_ok=True)


def _remove_oldest_damaged(room: Path) -> None:
    known = [(one.number or 0, file) for file in room.glob("goodturn-*.db") if (one := manifest.read(file))]
    newest_first = [file for _, file in sorted(known, reverse=True)]
    for is_reasoned in (False, True):
        of_a_kind = [file for file in newest_first if bool(reason(file)) == is_reasoned]
        for file in of_a_kind[_KEPT_DAMAGED:]:
            _remove(file)
