"""`import FILE...`: brings in address books, or tells with --dry-run what would come in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm.commands.arguments import BadUsage
from crm.commands.call import Call
from crm.errors import FileNotRead, NotUnderstood
from crm.exchange.formats import TABLES, ZIP, format_of
from crm.exchange.found import Preview
from crm.exchange.options import Options
from crm.exchange.preview import preview
from crm.exchange.reporting import report
from crm.exchange.tables.encoding import encoding_of
from crm.exchange.tables.layout import layout_of
from crm.exchange.tables.mapping import key_of, mapping_for, parse, remember, remembered
from crm.today.days import counted


def run(call: Call) -> int:
    standing = call.request.values.get("standing")
    if standing not in (None, "kept", "parked"):
        raise BadUsage(
            f"“{standing}” is no standing to import with: say kept or parked.", call.request.command
        )
    dry = "dry-run" in call.request.switches
    paths = [call.path(word) for word in call.words]
    options = _options(call, paths)
    found = preview(call.read, paths, options=options) if dry else _brought_in(call, paths, standing, options)
    for file, word in zip(found.files, call.words, strict=True):
        file.file = word
    document = report(found, dry)
    status = 1 if any(file.unreadable for file in found.files) else 0
    return call.answer(document, _lines(document), status)


def _brought_in(call: Call, paths: list[Path], standing: str | None, options: Options) -> Preview:
    from crm.exchange.importing import bring_in  # a dry run does without what writes

    _remember(call, paths, options)
    with call.work() as work:
        return bring_in(work, call.read, paths, standing, options)


def _options(call: Call, paths: list[Path]) -> Options:
    mapping, switches = parse(call.request.values.get("map", "")), call.request.switches
    if mapping and not any(_kind(path) in {*TABLES, ZIP} for path in paths):
        raise NotUnderstood("--map is for tables, and there is none among these files; nothing was imported.")
    return Options(
        mapping=mapping,
        remembered=remembered(call.read),
        today=call.today,
        accept="accept" in switches,
        create_people="create-people" in switches,
        folder=call.book.folder,
    )


def _remember(call: Call, paths: list[Path], options: Options) -> None:
    """What was said of the columns counts for the next table with this header; a step of its own, before the import's."""
    tables = [path for path in paths if _kind(path) in TABLES] if options.mapping else []
    layouts = [layout_of(path, encoding_of(path, options.charset)) for path in tables]
    said = [mapping_for(layout, options, path.name) for layout, path in zip(layouts, tables, strict=True)]
    for path, layout, mapping in zip(tables, layouts, said, strict=True):
        if remembered(call.read).get(key_of(layout)) != mapping:
            with call.work() as work:
                remember(work, layout, mapping, path.name)


def _kind(path: Path) -> str:
    try:
        return format_of(path)
    except FileNotRead:
        return ""


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
