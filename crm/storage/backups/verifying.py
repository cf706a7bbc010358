"""The child process "verify": examines a copy of the book, gives it its name or keeps it apart, and notes what came of it.

It is asked by one JSON document on standard input and answers with one on standard output. It goes on when the process
that asked has ended. It never opens the book itself.
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
from crm.storage.backups.folder import place_of_backups
from crm.storage.backups.request import Outcome, Request, longest

_TOLD = 1000  # findings that the answer carries; their summary counts all of them
_NOTHING_LOST = "the book is as it was, and earlier backups stay."


def main(words: list[str]) -> int:
    """0 whatever the verdict; 2 where there was nothing to examine: the process that asked was killed before it could."""
    try:
        request = Request.from_json(sys.stdin.read())
    except (ValueError, TypeError, KeyError):
        return 2
    _be_modest()
    outcome = verify(request)
    with suppress(OSError):  # the process that asked may have ended
        sys.stdout.write(outcome.as_json())
        sys.stdout.flush()
    return 0


def verify(request: Request) -> Outcome:
    """Examined and concluded; the part is gone afterwards in every case."""
    try:
        watch = _watch(request)
        try:
            verdict = examining.examine(request.part, request.noted)
        finally:
            watch.cancel()
        return _concluded(request, verdict)
    except examining.CopyBroken as fault:
        return _failed(request, f"The backup {fault}; {_NOTHING_LOST} Try again.")
    except (OSError, GoodturnError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else None
        place = request.target.parent if request.target else place_of_backups(request.folder)
        return _failed(
            request, f"The backup could not be finished in {place} ({why or fault}); {_NOTHING_LOST}"
        )
    finally:
        parts.remove(request.part)


def _concluded(request: Request, verdict: examining.Verdict) -> Outcome:
    found = verdict.examined.findings
    if found:
        file = _kept_apart(request, verdict)
        return Outcome(file, _told(found, file), verdict.examined._replace(findings=found[:_TOLD]))
    verified_at = request.at + timedelta(seconds=round(verdict.examined.seconds))
    if request.target is None:
        file = concluding.keep(request.folder, request.base, request.part, verdict, request.at, verified_at)
        return Outcome(file, "", verdict.examined)
    concluding.name_durably(request.part, request.target)
    concluding.note_check(request.folder, verified_at, verdict.examined)
    return Outcome(request.target, "", verdict.examined)


def _kept_apart(request: Request, verdict: examining.Verdict) -> Path | None:
    """None where a copy that was to go elsewhere finds no place among those of the book: the damage is told even so."""
    summed = summary(verdict.examined.findings)
    sentence = f"The book is damaged ({summed}): `check` names it, and earlier backups stay."
    noted = "" if request.is_apart_fine else sentence
    try:
        return concluding.keep_apart(request.folder, request.base, request.part, verdict, request.at, noted)
    except (OSError, GoodturnError):
        if request.target is None:
            raise
        return None


def _told(found: tuple[Finding, ...], file: Path | None) -> str:
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
    """An examination that hangs ends the process: SQLite lets go of the interpreter, so that this thread runs."""
    watch = threading.Timer(longest(request.part), _give_up, [request])
    watch.daemon = True
    watch.start()
    return watch


def _give_up(request: Request) -> None:
    _failed(request, f"The backup took too long to examine; {_NOTHING_LOST} Try again.")
    parts.remove(request.part)
    os._exit(3)


def _be_modest() -> None:
    if hasattr(os, "nice"):
        os.nice(10)
