"""`backups`: lists the backups, newest first; also where the book itself is damaged, lost or in use."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from crm.clock import Clock
from crm.commands.arguments import Request
from crm.commands.command_call import Call, write_answer
from crm.storage.backups import backup
from crm.storage.backups.status import not_backed_up


class _Listing(NamedTuple):
    document: Mapping[str, Any]
    lines: Iterable[str]


def run(call: Call) -> int:
    listed = _list_backups(call.book.folder)
    return call.answer(listed.document, listed.lines)


def run_without_book(request: Request, folder: Path, cwd: Path, clock: Clock, out: TextIO) -> int:
    listed = _list_backups(folder)
    write_answer(request, out, listed.document, listed.lines)
    return 0


def _list_backups(folder: Path) -> _Listing:
    found = backup.backups(folder)
    listed = [
        {"file": str(one.file), "at": one.at.isoformat(timespec="seconds"), "people": one.people}
        for one in found
    ]
    lines = [
        f"{one.at:%Y-%m-%d %H:%M}  {one.people:>6,} {'person' if one.people == 1 else 'people'}  {one.file}"
        for one in found
    ]
    problem = not_backed_up(folder)
    remarks = [problem.sentence] if problem is not None else []
    return _Listing({"backups": listed, "remarks": remarks}, [*(lines or ["No backups yet."]), *remarks])
