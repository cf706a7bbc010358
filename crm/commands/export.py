"""`export FILE or - [PERSON...]`: everyone, or these people, in a file format; or what is due, as a calendar.
Exit status 1 if other programs may not read one of the cards; the file is written nevertheless.
"""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from crm.commands.command_call import Call
from crm.errors import NothingFound, NotUnderstood
from crm.exporting.export import CALENDAR, FORMATS, TABLE, ExportResult, export, export_due, format_of
from crm.formats.atomic_file import Sink, is_device
from crm.people import list_queries
from crm.people.filters import parse
from crm.people.lookup import find_person
from crm.storage.file_identity import refuse_own_files
from crm.text.days_in_words import counted
from crm.text.outside_text import readable

# Not opened as a file: the command may run in the window's process, which has another standard output.
_OUTPUT = ("-", "/dev/stdout")


def run(call: Call) -> int:
    target = call.words[0]
    people = _people(call, [readable(word) for word in call.words[1:]])
    if target in _OUTPUT:
        return _to_output(call, people)
    written = _export(call, call.path(target), people)
    document: dict[str, Any] = {"file": target, "format": written.format, "people": written.people}
    if written.remarks:
        document["remarks"] = list(written.remarks)
    if written.note:
        document["note"] = written.note
    lines = [f"{target}: {counted(written.people, 'person', 'people')} as {written.format}"]
    return call.answer(
        document, [*lines, *([written.note] if written.note else [])], _complain(call, written)
    )


def _complain(call: Call, written: ExportResult) -> int:
    """Print the remarks; returns the exit status."""
    for remark in written.remarks:
        call.complain(remark)
    return 1 if written.remarks else 0


def _people(call: Call, words: Sequence[str]) -> list[int] | None:
    """None for everyone; a filter such as tag:food selects all who match."""
    if not words:
        return None
    found = [one for word in words for one in _matching(call, word)]
    return list(dict.fromkeys(found))


def _matching(call: Call, word: str) -> list[int]:
    try:
        return [find_person(call.read, word)]
    except NothingFound:
        if ":" not in word:
            raise
    found = list_queries.list_ids(call.read, parse([word]), call.today)
    if not found:
        raise NothingFound(f"Nobody fits “{word}”; nothing was written.")
    return list(found)


class _TextSink:
    """A binary stream that writes to a text stream."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def write(self, data: bytes, /) -> object:
        return self._out.write(self._decoder.decode(data))


def _to_output(call: Call, people: Sequence[int] | None) -> int:
    """Write the cards to standard output without a JSON document; remarks go to standard error."""
    written = _export(call, _TextSink(call.out), people)
    if written.note:
        call.complain(written.note)
    return _complain(call, written)


def _export(call: Call, target: Path | Sink, people: Sequence[int] | None) -> ExportResult:
    if isinstance(target, Path) and not is_device(target):
        refuse_own_files(call.book.file, target)
    chosen = call.request.values.get("format") or format_of(target)
    if chosen not in FORMATS:
        raise NotUnderstood(f"There is no format {chosen} to export to. There are {', '.join(FORMATS)}.")
    lossless = "lossless" in call.request.switches
    if lossless and chosen != TABLE:
        raise NotUnderstood(
            "--lossless is for tables (csv); every other format is lossless anyway. Nothing was written."
        )
    if chosen == CALENDAR:
        return export_due(call.read, target, people, call.today, call.book.clock.now(), call.book.folder)
    return export(call.read, target, people, chosen, lossless, temporary_folder=call.book.folder)
