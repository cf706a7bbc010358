"""`export FILE or - [PERSON...]`: everyone, or these, in the format asked for; what is due with them, as a calendar."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from crm.commands.call import Call
from crm.errors import NothingFound, NotUnderstood
from crm.exchange.exporting import CALENDAR, FORMATS, TABLE, Exported, export, export_due, format_of
from crm.exchange.whole_file import is_device
from crm.people import queries
from crm.people.filters import parse
from crm.people.finding import find_person
from crm.readable import readable
from crm.storage.place import refuse_the_books_own
from crm.today.days import counted

_OUTPUT = ("-", "/dev/stdout")  # an open window that does this has another one of that name


def run(call: Call) -> int:
    target = call.words[0]
    people = _people(call, [readable(word) for word in call.words[1:]])
    if target in _OUTPUT:
        return _to_output(call, people)
    written = _export(call, call.path(target), people)
    document = {"file": target, "format": written.format, "people": written.people}
    return call.answer(
        document, [f"{target}: {counted(written.people, 'person', 'people')} as {written.format}"]
    )


def _people(call: Call, words: Sequence[str]) -> list[int] | None:
    """None for everyone; a word such as tag:food stands for all it fits."""
    if not words:
        return None
    found = [one for word in words for one in _fitting(call, word)]
    return list(dict.fromkeys(found))


def _fitting(call: Call, word: str) -> list[int]:
    try:
        return [find_person(call.read, word)]
    except NothingFound:
        if ":" not in word:
            raise
    found = queries.list_ids(call.read, parse([word]), call.today)
    if not found:
        raise NothingFound(f"Nobody fits “{word}”; nothing was written.")
    return list(found)


def _to_output(call: Call, people: Sequence[int] | None) -> int:
    """The cards themselves are the output; no document stands between them."""
    stream = io.BytesIO()
    _export(call, stream, people)
    call.out.write(stream.getvalue().decode("utf-8"))
    return 0


def _export(call: Call, target: Path | BinaryIO, people: Sequence[int] | None) -> Exported:
    if isinstance(target, Path) and not is_device(target):
        refuse_the_books_own(call.book.file, target)
    chosen = call.request.values.get("format") or format_of(target)
    if chosen not in FORMATS:
        raise NotUnderstood(f"There is no format {chosen} to export to. There are {', '.join(FORMATS)}.")
    lossless = "lossless" in call.request.switches
    if lossless and chosen != TABLE:
        raise NotUnderstood(
            "--lossless is for tables (csv); every other format is lossless anyway. Nothing was written."
        )
    if chosen == CALENDAR:
        return export_due(call.read, target, people, call.today, call.book.clock.now())
    return export(call.read, target, people, chosen, lossless)
