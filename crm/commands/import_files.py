"""`import FILE...`: imports address books, or previews the import with --dry-run."""

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.contacts.contact import Remark
from crm.formats.first_bytes import ZIP
from crm.formats.read_options import Options
from crm.formats.readers import TABLES, format_if_readable
from crm.importing.dropped_files import gather
from crm.importing.found_cards import Preview
from crm.importing.json_report import report
from crm.importing.preview import preview
from crm.text.days_in_words import counted

_KEPT_ALIVE: list[
    object
] = []  # objects kept alive until the process ends: freeing them takes a twentieth of a whole import
_MANY = 1000  # people: writing more takes longer than starting a thread


def run(call: Call) -> int:
    standing = call.request.values.get("standing")
    if standing not in (None, "kept", "parked"):
        raise UsageError(
            f"“{standing}” is no standing to import with: say kept or parked.", call.request.command
        )
    dry = "dry-run" in call.request.switches
    files = gather([(call.path(word), word) for word in call.words])
    paths = files.paths
    options = _options(call, paths)
    found = preview(call.read, paths, options=options) if dry else _bring_in(call, paths, standing, options)
    files.add_remarks(found)
    for file, shown in zip(found.files, files.shown, strict=True):
        file.file = shown
        if file.has_too_many and standing is None:
            file.remarks.append(Remark(0, 0, "", _parked_sentence(file.unclassified, dry)))
    document = report(found, dry)
    status = 1 if any(file.unreadable for file in found.files) else 0
    return call.answer(document, [*_lines(document), *_owner_questions(found)], status)


def _owner_questions(found: Preview) -> list[str]:
    """The person in nearly every event of the calendars may be the user; only the user knows."""
    tallies = [file.guests for file in found.files if file.guests]
    if not tallies:
        return []
    from crm.importing.calendar.likely_owner import likely_owner  # not needed for address books

    one = likely_owner(tallies)
    sentence = f"{one.shown} is in {one.events} of {one.of} events with several guests." if one else ""
    return [f"{sentence} If that is you: goodturn set me email+={one.email}"] if one else []


def _parked_sentence(newcomers: int, dry: bool) -> str:
    come = "would come" if dry else "came"
    return (
        f"{newcomers:,} people whom nobody has met {come} in parked: in the book and found by search, and Today leaves "
        "them alone until one is met or given a rhythm. --standing kept brings them in as part of the network."
    )


def _bring_in(call: Call, paths: list[Path], standing: str | None, options: Options) -> Preview:
    from crm.importing.applying import import_directly  # not needed for a dry run

    if options.mapping or options.date_order:
        from crm.commands import column_mapping  # as above

        column_mapping.remember_columns(
            call, [path for path in paths if format_if_readable(path) in TABLES], options
        )
    with call.work() as work:
        found = import_directly(
            work, call.read, paths, standing, options, _KEPT_ALIVE if call.is_last else None
        )
        if call.is_last and found.count("new") > _MANY:
            with suppress(RuntimeError):  # no thread available: loaded later
                # Load what follows the commit while the commit waits for the disk.
                Thread(target=import_module, args=("crm.exporting.due_file",), daemon=True).start()
        return found


def _options(call: Call, paths: list[Path]) -> Options:
    switches = call.request.switches
    options = Options(
        today=call.today,
        accept="accept" in switches,
        create_people="create-people" in switches,
        folder=call.book.folder,
    )
    kinds = {path: format_if_readable(path) for path in paths}
    is_said = not {"map", "dates"}.isdisjoint(call.request.values)
    if not is_said and not any(kind in {*TABLES, ZIP} for kind in kinds.values()):
        return options
    from crm.commands import column_mapping  # only tables have columns

    return column_mapping.add_column_mapping(call, kinds, options)


def _lines(document: dict[str, Any]) -> Iterator[str]:
    for file in document["files"]:
        counts = ", ".join(f"{file[name]} {_word(name, file[name])}" for name in _COUNTED if file[name])
        what = "event" if file["format"] == "ics" else "card"
        yield f"{file['file']}: {counted(file['cards'], what)}{': ' + counts if counts else ''}"
        for remark in file["remarks"]:
            where = f"line {remark['line']}: " if remark["line"] else ""
            yield f"  {where}{remark['name'] + ': ' if remark['name'] else ''}{remark['reason']}"


def _word(status: str, count: int) -> str:
    words = status.replace("_", " ")
    return words.removesuffix("s") if count == 1 and words.endswith("s") else words


_COUNTED = ("new", "updated", "same", "possible_duplicates", "groups", "skipped")
