"""The child process "trial-restore": a trial restore of the newest backup into a scratch folder.
Started once a month. The result is in the ledger; a backup that could not be restored is no longer listed.
"""

import os
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from crm import children
from crm.book import Book
from crm.clock import Clock
from crm.errors import GoodturnError
from crm.examination import summary
from crm.storage.backups import backup, ledger, manifest, parts
from crm.storage.backups.backup import Backup
from crm.storage.backups.copying import count_contents
from crm.storage.backups.folder import locked
from crm.storage.backups.ledger import TrialRestore
from crm.storage.backups.manifest import Manifest
from crm.storage.backups.request import longest_seconds
from crm.storage.backups.underway import detached_options
from crm.storage.checks import integrity
from crm.storage.format.migrating import newest_version
from crm.storage.opening import FILE_NAME


def start(folder: Path, now: datetime) -> None:
    """Start the child process without waiting. Raises OSError."""
    process = subprocess.Popen(
        children.child_command("trial-restore"),
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **detached_options(),
    )  # fmt: skip
    assert process.stdin is not None
    with process.stdin as pipe:
        pipe.write(children.stdin_arguments([str(folder.absolute()), now.replace(tzinfo=None).isoformat()]))
    threading.Thread(target=process.wait, name="trial-restore", daemon=True).start()


def main(words: list[str]) -> int:
    """`words` is empty; standard input has the book's folder and the local time. 0 for a successful restore,
    otherwise 1.
    """
    if hasattr(os, "nice"):
        os.nice(10)
    words = children.read_stdin_arguments()
    result = run_trial_restore(Path(words[0]), datetime.fromisoformat(words[1]))
    return 1 if result is not None and result.sentence else 0


def run_trial_restore(folder: Path, at: datetime) -> TrialRestore | None:
    """Try to restore the newest good backup; None without one. The result is written to the ledger. Raises
    OSError.
    """
    parts.sweep(folder)
    found = backup.backups(folder)
    if not found:
        return None
    scratch = parts.scratch_folder(folder)
    watch = threading.Timer(longest_seconds(found[0].file), os._exit, [3])
    watch.daemon = True
    watch.start()
    try:
        result = TrialRestore(at, found[0].file.name, _try_to_restore(folder, found[0], scratch))
    finally:
        watch.cancel()
        shutil.rmtree(scratch, ignore_errors=True)
    _note(folder, found[0], result)
    return result


def _try_to_restore(folder: Path, chosen: Backup, scratch: Path) -> str:
    """What is wrong with the backup, "" for nothing."""
    scratch.mkdir(mode=0o700)
    copy = scratch / FILE_NAME
    with locked(folder):  # it must not be thinned now
        shutil.copyfile(chosen.file, copy)
        known = manifest.read(chosen.file)
    copy.chmod(0o600)
    if known is not None and manifest.sha256_of(copy) != known.sha256:
        return "its file changed since it was made"
    try:
        with closing(Book.open(scratch, Clock())) as book, book.quiet_connection() as connection:
            found = integrity.damage(connection)
            return f"it is damaged: {summary(found)}" if found else _difference(connection, chosen, known)
    except (GoodturnError, sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        return (
            f"it could not be opened: {fault if isinstance(fault, GoodturnError) else type(fault).__name__}"
        )


def _difference(connection: sqlite3.Connection, chosen: Backup, known: Manifest | None) -> str:
    found = count_contents(connection)
    if (found.people, found.meetings, found.promises) != (chosen.people, chosen.meetings, chosen.promises):
        return "it does not hold as many people, meetings and promises as it did"
    if known is not None and known.version == newest_version() and found.totals != known.totals:
        return "its rows are not those that were backed up"
    return ""


def _note(folder: Path, chosen: Backup, result: TrialRestore) -> None:
    with locked(folder):
        if result.sentence:
            known = manifest.read(chosen.file)
            with suppress(OSError):
                if known is not None:
                    manifest.write(chosen.file, known._replace(unfit=result.sentence))
        ledger.write(folder, ledger.read(folder)._replace(last_trial_restore=result))
