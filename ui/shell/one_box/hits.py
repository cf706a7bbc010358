"""What the one box shows for a text: people, written things and commands as rows of one list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtGui import QAction

from crm.folding import fold
from crm.search import everything, people
from crm.search.everything import Hit
from crm.storage.reading import Reader
from ui.shell.actions import ACTIONS, keys_in_words
from ui.shell.one_box import wording

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


@dataclass(frozen=True, slots=True)
class Found:
    """What the book holds for a text: read in a thread, so nothing of Qt in it."""

    people: list[BoxRow] = field(default_factory=list)
    written: list[BoxRow] = field(default_factory=list)


def look_up(read: Reader, text: str, today: date) -> Found:
    if not text.strip():
        return Found()
    named = people.find(read, text, _PEOPLE)
    found = Found([_person(hit.person_id, hit.name, hit.detail, hit.uid) for hit in named])
    if len(text.strip()) > 1:
        _add_written(found, everything.written(read, text, {hit.person_id for hit in named}), today)
    return found


def _add_written(found: Found, hits: Iterable[Hit], today: date) -> None:
    """Until both parts are full."""
    for hit in hits:
        full = len(found.people) >= _PEOPLE, len(found.written) >= _WRITTEN
        if all(full):
            return
        if hit.kind == "person" and not full[0]:
            found.people.append(_person(hit.id, hit.title, hit.excerpt, hit.uid))
        elif hit.kind != "person" and hit.person_id is not None and not full[1]:
            icon = _ICONS.get(hit.kind, "file-text")
            words = wording.written(hit, today)
            found.written.append(
                BoxRow(f"{hit.kind} {hit.id}", "written", words, "", hit.person_id, icon=icon)
            )


def _person(person_id: int, name: str, detail: str, uid: str) -> BoxRow:
    return BoxRow(f"person {person_id}", "person", name, detail, person_id, uid)


def rows_for(found: Found, text: str, actions: Mapping[str, QAction]) -> list[BoxRow]:
    parts = (("People", found.people), ("Written", found.written), ("Do", _commands(text, actions)))
    rows: list[BoxRow] = []
    for title, part in parts:
        if part:
            rows += [BoxRow(f"heading {title}", "heading", title), *part]
    return rows


def _commands(text: str, actions: Mapping[str, QAction]) -> list[BoxRow]:
    """All commands for an empty box; else those in which every typed word begins a word."""
    typed = fold(text).split()
    made = []
    for entry in ACTIONS:
        words = fold(entry.text).split()
        fits = all(any(word.startswith(part) for word in words) for part in typed)
        if fits and entry.name not in ("find", "menu", "back") and actions[entry.name].isEnabled():
            action = actions[entry.name]
            made.append(
                BoxRow(
                    f"command {entry.name}",
                    "command",
                    entry.text,
                    icon="check",
                    keys=keys_in_words(action),
                    action=action,
                )
            )
    return made[:_COMMANDS] if typed else made
