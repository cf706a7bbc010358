"""`backups`: the copies there are, newest first."""

from crm.commands.call import Call
from crm.storage import backup


def run(call: Call) -> int:
    found = backup.backups(call.book.folder)
    listed = [
        {"file": str(one.file), "at": one.at.isoformat(timespec="seconds"), "people": one.people}
        for one in found
    ]
    lines = [f"{one.at:%Y-%m-%d %H:%M}  {one.people:>6} people  {one.file}" for one in found]
    return call.answer({"backups": listed}, lines or ["No backups yet."])
