"""`import FILE...`: brings in address books, or tells with --dry-run what would come in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm.commands.arguments import BadUsage
from crm.commands.call import Call
from crm.errors import NotUnderstood
from crm.exchange.found import Preview
from crm.exchange.options import Options
from crm.exchange.preview import preview
from crm.exchange.reporting import report
from crm.today.days import counted

_LATER = {"map": "tables"}


def run(call: Call) -> int:
    _refuse_later(call)
    standing = call.request.values.get("standing", "kept")
    if standing not in ("kept", "parked"):
        raise BadUsage(
            f"“{standing}” is no standing to import with: say kept or parked.", call.request.command
        )
    dry = "dry-run" in call.request.switches
    paths = [call.path(word) for word in call.words]
    options = _options(call)
    found = preview(call.read, paths, options=options) if dry else _brought_in(call, paths, standing, options)
    for file, word in zip(found.files, call.words, strict=True):
        file.file = word
    document = report(found, dry)
    status = 1 if any(file.unreadable for file in found.files) else 0
    return call.answer(document, _lines(document), status)


def _options(call: Call) -> Options:
    switches = call.request.switches
    return Options(today=call.today, accept="accept" in switches, create_people="create-people" in switches)


def _brought_in(call: Call, paths: list[Path], standing: str, options: Options) -> Preview:
    from crm.exchange.importing import bring_in  # a dry run does without what writes

    with call.work() as work:
        return bring_in(work, call.read, paths, standing, options)


def _refuse_later(call: Call) -> None:
    for option, what in _LATER.items():
        if option in call.request.switches or option in call.request.values:
            raise NotUnderstood(
                f"--{option} is for {what}, which this Goodturn cannot read yet; nothing was imported."
            )


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
