"""Search results of the one box: people, written text and commands as rows of one list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtGui import QAction

from crm.search import people, whole_book
from crm.search.whole_book import Hit
from crm.storage.reading import Reader
from crm.things.key import Key
from ui.shell.actions import keys_in_words
from ui.shell.one_box import written_text
from ui.shell.one_box.commands import Command, matching_commands, named_exactly

_PEOPLE, _WRITTEN, _COMMANDS = 6, 5, 6
_ICONS = {
    "meeting": "coffee",
    "note": "file-text",
    "promise": "spline",
    "item": "library",
    "advice": "message-circle",
    "ask": "message-circle",
}


@dataclass(frozen=True, slots=True)
class BoxRow:
    """`kind`: heading, person, written or command. `id` is unique in the list."""

    id: str
    kind: str
    title: str
    detail: str = ""
    person_id: int | None = None
    uid: str = ""
    icon: str = ""
    keys: str = ""
    action: QAction | None = None
    key: Key | None = None  # of a written thing


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What the book has for a text; `has_only_slips` if no person has it as typed. Read in a thread, so it holds no
    Qt objects."""

    people: list[BoxRow] = field(default_factory=list)
    written: list[BoxRow] = field(default_factory=list)
    has_only_slips: bool = False


def look_up(read: Reader, text: str, today: date) -> SearchResults:
    if not text.strip():
        return SearchResults()
    named = people.find(read, text, _PEOPLE)
    people_rows = [_person(hit.person_id, hit.name, hit.detail, hit.uid) for hit in named]
    found = SearchResults(people_rows, has_only_slips=all(hit.is_slip for hit in named))
    if len(text.strip()) > 1:
        _add_written(found, whole_book.written(read, text, {hit.person_id for hit in named}), today)
    return found


def _add_written(found: SearchResults, hits: Iterable[Hit], today: date) -> None:
    """Adds until both parts are full."""
    for hit in hits:
        full = len(found.people) >= _PEOPLE, len(found.written) >= _WRITTEN
        if all(full):
            return
        if hit.kind == "person" and not full[0]:
            found.people.append(_person(hit.id, hit.title, hit.excerpt, hit.uid))
        elif hit.kind != "person" and not full[1]:
            icon = _ICONS.get(hit.kind, "file-text")
            words = written_text.describe_written(hit, today)
            found.written.append(
                BoxRow(f"{hit.kind} {hit.id}", "written", words, icon=icon, key=Key(hit.kind, hit.id))
            )


def _person(person_id: int, name: str, detail: str, uid: str) -> BoxRow:
    return BoxRow(f"person {person_id}", "person", name, detail, person_id, uid)


def rows_for(found: SearchResults, text: str, commands: Iterable[Command]) -> list[BoxRow]:
    """A command that is named exactly goes before people whose names are only like the text."""
    offered = list(commands)
    parts = [
        ("People", found.people),
        ("Written", found.written),
        ("Do", _command_rows(text, offered)),
    ]
    if found.has_only_slips and found.people and named_exactly(text, offered):
        parts.insert(0, parts.pop())
    rows: list[BoxRow] = []
    for title, part in parts:
        if part:
            rows += [BoxRow(f"heading {title}", "heading", title), *part]
    return rows


def _command_rows(text: str, commands: Iterable[Command]) -> list[BoxRow]:
    """All commands of the shell for an empty text, else the best matches."""
    rows = [_command(one) for one in matching_commands(text, commands)]
    return rows[:_COMMANDS] if text.strip() else rows


def _command(one: Command) -> BoxRow:
    return BoxRow(
        f"command {one.name}",
        "command",
        one.title,
        icon="check",
        keys=keys_in_words(one.action),
        action=one.action,
    )
