"""`inbox [FILE yes|no]`: lists what came into the inbox folder, or settles one file of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm import settings
from crm.commands.arguments import UsageError
from crm.commands.command_call import Call
from crm.errors import NothingFound
from crm.importing.found_cards import Preview
from crm.inbox.card_proposals import Circumstances, preview_unchanged
from crm.inbox.proposal import Inbox, InboxProposal
from crm.inbox.reader import InboxReader, Look
from crm.text.outside_text import readable

_ANSWERS = {"yes": True, "no": False}


def run(call: Call) -> int:
    folder = settings.value(call.read, settings.INBOX_FOLDER)
    if not folder:
        raise NothingFound("No inbox folder is chosen yet. Choose one in Settings, From your phone.")
    reader = InboxReader(call.book.folder)
    found = _look(call, reader, Path(folder))
    if not call.words:
        return _answer(call, found, [])
    if len(call.words) != 2 or call.words[1] not in _ANSWERS:
        raise UsageError("Say which file, and yes or no.", call.request.command)
    label = _settle(call, found, readable(call.words[0]), _ANSWERS[call.words[1]])
    return _answer(call, _look(call, reader, Path(folder)), [label])


def _settle(call: Call, found: Inbox, name: str, takes: bool) -> str:
    from crm.inbox.settling import settle_all  # listing does not need SQLAlchemy

    ones = [one for one in found.proposals if one.file == name]
    if not ones:
        raise NothingFound(found.problem or f"No {name} waits in the inbox folder.")

    def preview_of(one: InboxProposal) -> Preview:
        around = Circumstances(call.read, call.book.folder, call.today, lambda: False)
        return preview_unchanged(one.path, one.sha256, around)

    with call.work() as work:
        settle_all(work, ones, takes, preview_of)
        return work.label


def _look(call: Call, reader: InboxReader, folder: Path) -> Inbox:
    return reader.look(Look(call.read, folder, call.today, call.book.clock.now()))


def _answer(call: Call, found: Inbox, done: list[str]) -> int:
    trouble = found.problem or found.notice
    if trouble:
        call.complain(trouble)
    document = {
        "folder": readable(str(found.folder)),
        "problem": found.problem or None,
        "done": done or None,
        "more": found.more,
        "proposals": [_document(one) for one in found.proposals],
    }
    return call.answer(document, _lines(found, done), 1 if found.problem else 0)


def _document(one: InboxProposal) -> dict[str, Any]:
    return {
        "file": one.file,
        "kind": one.kind,
        "at": one.at.strftime("%Y-%m-%dT%H:%M"),
        "words": one.words or one.title,
        "would_note": [detail.words for detail in one.details],
        "remark": one.remark or None,
        "yes": one.enter in ("take", "known"),
    }


def _lines(found: Inbox, done: list[str]) -> Iterator[str]:
    yield from done
    for one in found.proposals:
        words = " ".join((one.words or one.title).split())
        yield f"{one.file}, {one.at:%Y-%m-%d %H:%M}: {words}"
        for detail in one.details:
            yield f"  {detail.words}{f' ({detail.chip})' if detail.chip else ''}"
        if one.remark:
            yield f"  {one.remark}"
    if found.more:
        yield f"and {found.more:,} more files, which are read when these are settled"
    if not found.proposals and not done and not found.problem:
        yield "Nothing waits in the inbox folder."
