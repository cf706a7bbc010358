"""`export FILE or - [PERSON...]`: everyone, or these, as vCards; what is due with them, as a calendar."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from crm.commands.call import Call, readable
from crm.errors import NotUnderstood
from crm.exchange.calendar import due, writer
from crm.exchange.exporting import CALENDAR, Exported, export
from crm.exchange.whole_file import is_device, write_all, write_to
from crm.people.finding import find_person
from crm.storage.place import refuse_the_books_own
from crm.today.days import counted


def run(call: Call) -> int:
    if "lossless" in call.request.switches:
        raise NotUnderstood(
            "--lossless is for tables, which this Goodturn cannot write yet; nothing was written."
        )
    target, people = (
        call.words[0],
        [find_person(call.read, readable(word)) for word in call.words[1:]] or None,
    )
    if target == "-":
        return _to_output(call, people)
    written = _export(call, call.path(target), people)
    document = {"file": target, "format": written.format, "people": written.people}
    return call.answer(
        document, [f"{target}: {counted(written.people, 'person', 'people')} as {written.format}"]
    )


def _to_output(call: Call, people: Sequence[int] | None) -> int:
    """The cards themselves are the output; no document stands between them."""
    stream = io.BytesIO()
    _export(call, stream, people)
    call.out.write(stream.getvalue().decode("utf-8"))
    return 0


def _export(call: Call, target: Path | BinaryIO, people: Sequence[int] | None) -> Exported:
    if isinstance(target, Path) and not is_device(target):
        refuse_the_books_own(call.book.file, target)
    chosen = call.request.values.get("format")
    if chosen == CALENDAR or (
        chosen is None and isinstance(target, Path) and target.suffix.lower() == ".ics"
    ):
        return _export_calendar(call, target, people)
    return export(call.read, target, people, chosen)


def _export_calendar(call: Call, target: Path | BinaryIO, people: Sequence[int] | None) -> Exported:
    found = due.entries(call.read, call.today, people)
    calendar = [writer.write(found, call.book.clock.now())]
    if isinstance(target, Path):
        write_to(target, calendar)
    else:
        write_all(target, calendar)
    about = frozenset[int]().union(*(one.people for one in found))
    return Exported(str(target), CALENDAR, len(about))
