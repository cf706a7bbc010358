"""The child process "verify": examines a copy of the book, names it or sets it aside, and records the result.
It reads one JSON document on standard input and writes one to standard output. It goes on after its parent
has ended, and never opens the book itself.
"""

import os
import sys
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from crm.errors import GoodturnError
from crm.examination import Examined, Finding, summary
from crm.storage.backups import concluding, examining, parts
from crm.storage.backups.folder import folder_to_report
from crm.storage.backups.request import Outcome, Request, longest_seconds

_MOST_FINDINGS = 1000  # findings in the answer; their summary counts all
_NOTHING_LOST = "the book is as it was, and earlier backups stay."


def main(words: list[str]) -> int:
    """0 for any result; 2 for no request: the parent was killed before sending one."""
    try:
        request = Request.from_json(sys.stdin.read())
    except (ValueError, TypeError, KeyError):
        return 2
    _lower_priority()
    outcome = verify(request)
    with suppress(OSError):  # the parent may have ended
        sys.stdout.write(outcome.as_json())
        sys.stdout.flush()
    return 0


def verify(request: Request) -> Outcome:
    """Examine the copy and record the result; the part file is gone afterwards in any case."""
    try:
        watch = _watch(request)
        try:
            verdict = examining.examine(request.part, request.noted)
        finally:
            watch.cancel()
        return _conclude(request, verdict)
    except examining.CopyMismatch as fault:
        return _failed(request, f"The backup {fault}; {_NOTHING_LOST} Try again.")
    except (OSError, GoodturnError) as fault:
        cause = fault.strerror if isinstance(fault, OSError) else None
        place = request.target.parent if request.target else folder_to_report(request.folder)
        return _failed(
            request, f"The backup could not be finished in {place} ({cause or fault}); {_NOTHING_LOST}"
        )
    finally:
        parts.remove(request.part)


def _conclude(request: Request, verdict: examining.Verdict) -> Outcome:
    found = verdict.examined.findings
    if found:
        file = _set_aside(request, verdict)
        return Outcome(
            file, _damage_sentence(found, file), verdict.examined._replace(findings=found[:_MOST_FINDINGS])
        )
    verified_at = request.at + timedelta(seconds=round(verdict.examined.seconds))
    if request.target is None:
        file = concluding.name_good_copy(
            request.folder, request.base, request.part, verdict, request.at, verified_at
        )
        return Outcome(file, "", verdict.examined)
    concluding.name_durably(request.part, request.target)
    concluding.note_check(request.folder, verified_at, verdict.examined)
    return Outcome(request.target, "", verdict.examined)


def _set_aside(request: Request, verdict: examining.Verdict) -> Path | None:
    """None where a copy for another place cannot be set aside among the book's: the damage is reported
    nevertheless.
    """
    summed = summary(verdict.examined.findings)
    sentence = f"The book is damaged ({summed}): `check` names it, and earlier backups stay."
    noted = "" if request.accepts_damage else sentence
    try:
        return concluding.set_damaged_copy_aside(
            request.folder, request.base, request.part, verdict, request.at, noted
        )
    except (OSError, GoodturnError):
        if request.target is None:
            raise
        return None


def _damage_sentence(found: tuple[Finding, ...], file: Path | None) -> str:
    kept = f"it is kept apart as {file}" if file is not None else "it was not kept"
    return (
        f"The book is damaged ({summary(found)}), so this copy does not count as a backup; {kept}. "
        "Earlier backups stay, all of them. `check` names what is damaged, `restore` puts a backup back, `rescue` "
        "builds a new book out of what can be read."
    )


def _failed(request: Request, sentence: str) -> Outcome:
    if request.target is None:
        concluding.note_failure(request.folder, request.at, sentence)
    return Outcome(None, sentence, Examined())


def _watch(request: Request) -> threading.Timer:
    """A hung examination ends the process: SQLite releases the GIL, so that this thread can run."""
    watch = threading.Timer(longest_seconds(request.part), _end_hung_process, [request])
    watch.daemon = True
    watch.start()
    return watch


def _end_hung_process(request: Request) -> None:
    _failed(request, f"The backup took too long to examine; {_NOTHING_LOST} Try again.")
    parts.remove(request.part)
    os._exit(3)


def _lower_priority() -> None:
    if hasattr(os, "nice"):
        os.nice(10)
