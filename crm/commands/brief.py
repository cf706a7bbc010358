"""`brief PERSON|KEY [FIELD=VALUE...] [--pdf FILE]`: what to know before a meeting, on the screen or as one page of PDF."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from crm.briefs import brief as briefs
from crm.briefs.brief import Brief
from crm.briefs.brief_json import as_json
from crm.briefs.pdf_child import brief_as_pdf
from crm.briefs.sections import sections
from crm.commands.command_call import Call
from crm.errors import FileNotWritten, NothingFound, NotUnderstood
from crm.formats.atomic_file import write_to
from crm.people.lookup import find_person
from crm.storage.file_identity import refuse_own_files
from crm.text.assignments import Assignment, parse_assignment
from crm.text.outside_text import readable
from crm.things.field_values import check_fields
from crm.things.key import Key, missing, parse_key
from crm.things.one import edit

_KEY = re.compile(r"[a-z]{1,20}-\d{1,18}")
_ASSIGNMENT = re.compile(r"\s{0,20}[A-Za-z_]{1,40}\s{0,20}(\+=|-=|=)")
_SINGLE = ("purpose", "want")
_LISTS = ("question", "offer")


def run(call: Call) -> int:
    words = [readable(word) for word in call.words]
    first = next((at for at, word in enumerate(words) if at and _ASSIGNMENT.match(word)), len(words))
    whose = " ".join(words[:first])
    changes = [parse_assignment(word, "question+=…") for word in words[first:]]
    check_fields(changes, _SINGLE, _LISTS)
    target = call.request.values.get("pdf")
    file = _file(call, target) if target is not None else None
    found = _brief(call, whose)
    if changes:
        _keep(call, found, changes)
        found = _brief(call, whose)
    if file is None:
        return call.answer(as_json(found), _lines(found))
    try:
        write_to(file, [brief_as_pdf(found)])
    except FileNotWritten:
        if not changes:
            raise
        call.complain(f"What you prepared is kept with the meeting, but {file.name} could not be written.")
        return call.answer(as_json(found), _lines(found), 1)
    return call.answer(as_json(found), [f"{target}: the brief of {found.title}, one page"])


def _brief(call: Call, whose: str) -> Brief:
    if not _KEY.fullmatch(whose):
        return briefs.of_person(call.read, find_person(call.read, whose), call.today)
    key = parse_key(whose)
    if key.kind != "meeting":
        raise NotUnderstood(f"A brief is of a person or a meeting; {whose} is neither.")
    found = briefs.of_meeting(call.read, key.id, call.today)
    if found is None:
        raise missing(key)
    return found


def _keep(call: Call, found: Brief, changes: Sequence[Assignment]) -> None:
    """Raises NothingFound where no meeting lies ahead."""
    if found.meeting is None:
        raise NothingFound(f"No meeting with {found.title} is planned; nothing was kept. Plan one first.")
    if found.meeting.state not in ("planned", "proposed"):
        raise NothingFound("This meeting lies behind you; nothing was kept. `edit` puts it right.")
    kept = [
        one._replace(value=found.meeting.stored_purpose(one.value)) if one.field == "purpose" else one
        for one in changes
    ]
    with call.work() as work:
        edit(work, Key("meeting", found.meeting.id), kept)


def _file(call: Call, target: str) -> Path:
    """Raises NotUnderstood, or FileNotWritten for a file of the book."""
    if not target.strip() or target == "-":
        raise NotUnderstood("A PDF goes to a file: --pdf brief.pdf.")
    file = call.path(target)
    refuse_own_files(call.book.file, file)
    return file


def _lines(found: Brief) -> Iterator[str]:
    key = f"  [meeting-{found.meeting.id}]" if found.meeting else ""
    yield f"{found.title}{key}"
    yield found.when
    for one in sections(found):
        yield one.heading
        for number, line in enumerate(one.lines, 1):
            yield f"  {f'{number}. ' if one.is_numbered else ''}{line}"
