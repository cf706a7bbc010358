"""What the one box shows for a text: people, written things and commands as rows of one list."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction

from crm.folding import fold
from crm.search import everything, people
from crm.storage.reading import Reader
from ui.shell.actions import ACTIONS, keys_in_words

_PEOPLE, _WRITTEN, _COMMANDS = 6, 5, 6
_ICONS = {
    "meeting": "coffee",
    "note": "file-text",
    "promise": "spline",
    "item": "library",
    "advice": "message-circle",
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


def rows_for(read: Reader, text: str, actions: Mapping[str, QAction]) -> list[BoxRow]:
    found = _people(read, text)
    shown = {row.person_id for row in found}
    parts = (("People", found), ("Written", _written(read, text, shown)), ("Do", _commands(text, actions)))
    rows: list[BoxRow] = []
    for title, part in parts:
        if part:
            rows += [BoxRow(f"heading {title}", "heading", title), *part]
    return rows


def _people(read: Reader, text: str) -> list[BoxRow]:
    hits = people.find(read, text, _PEOPLE) if text.strip() else []
    return [
        BoxRow(f"person {hit.person_id}", "person", hit.name, hit.detail, hit.person_id, hit.uid)
        for hit in hits
    ]


def _written(read: Reader, text: str, shown: set[int | None]) -> list[BoxRow]:
    if len(text.strip()) < 2:
        return []
    hits = (
        hit for hit in everything.find(read, text, 40) if hit.kind != "person" and hit.person_id is not None
    )
    made = [
        BoxRow(
            f"{hit.kind} {hit.id}",
            "written",
            hit.title,
            hit.excerpt if hit.excerpt != hit.title else "",
            hit.person_id,
            icon=_ICONS.get(hit.kind, "file-text"),
        )
        for hit in hits
    ]
    return made[:_WRITTEN]


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
