"""`check [--accept|--put-right]`: examines the book, and accepts or repairs damage.
Also reports when that and a backup were last done, and copies made by cloud storage beside the book.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from crm.commands.command_call import Call
from crm.examination import Finding
from crm.storage import conflicted_copies
from crm.storage.backups import ledger
from crm.storage.backups.backup import newest
from crm.storage.checks.repairing import Repaired

_IN_NO_BACKUP = (
    "No backup holds what follows as it was written. `check --accept` takes it as it is now; `restore` goes back to a "
    "backup, `rescue` builds a new book out of what can be read."
)
_WAYS = (
    "`check --put-right` mends what can be mended, `restore` goes back to a backup, `rescue` builds a new book out of what "
    "can be read."
)


class _Repairs(NamedTuple):
    """What was repaired and what is left, with the output lines."""

    repaired: list[Finding]
    left: list[Finding]
    kept: list[str]
    lines: list[str]


def run(call: Call) -> int:
    if not call.request.repairs:
        findings = call.book.check()
        return _answer(call, findings, {}, [*findings, _WAYS] if findings else ["All is well."])
    switches = call.request.switches
    done = _Repairs([], [], [], [])
    if "put-right" in switches:
        done = _add_repairs(done, call.book.repair(), "Mended")
    if "accept" in switches:
        done = _add_repairs(done, call.book.accept_damage(), "Accepted as it is")
    elif any(one.kind != "file" for one in done.left):
        done.lines.append(_IN_NO_BACKUP)
    lines = [*done.lines, *(one.sentence for one in done.left)]
    more = {"mended": [one.sentence for one in done.repaired], "kept": done.kept}
    return _answer(call, [one.sentence for one in done.left], more, lines or ["All is well."])


def _add_repairs(before: _Repairs, result: Repaired, how: str) -> _Repairs:
    kept = [str(result.kept)] if result.kept is not None else []
    lines = [f"{how}: {one.sentence}" for one in result.repaired]
    lines += [f"The damaged file is kept as {file}." for file in kept]
    return _Repairs(before.repaired + result.repaired, result.left, before.kept + kept, before.lines + lines)


def _answer(call: Call, findings: list[str], more: dict[str, list[str]], lines: Sequence[str]) -> int:
    last_backup, checked = newest(call.book.folder), ledger.read(call.book.folder).last_check
    last_check = checked.at if checked else None
    remark = conflicted_copies.describe_conflicted_copies(
        conflicted_copies.conflicted_copies(call.book.folder)
    )
    document = {
        "ok": not findings,
        "findings": findings,
        "remarks": [remark] if remark else [],
        **more,
        "last_backup": last_backup and last_backup.isoformat(timespec="seconds"),
        "last_check": last_check and last_check.isoformat(timespec="seconds"),
    }
    when = f"Last good backup: {_format_time(last_backup)}. Last whole check before this one: {_format_time(last_check)}."
    return call.answer(document, [*lines, *([remark] if remark else []), when], 1 if findings else 0)


def _format_time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "none yet"
