"""All actions of the shell as data, read by menus, shortcuts, tooltips, the one box and the F1 sheet."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.shell.pages import IN_SIDEBAR
from ui.widgets.read_only_controls import mark_reading


class ActionEntry(NamedTuple):
    """`keys` as QKeySequence portable text; the first one is displayed. An open sheet blocks them all."""

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    reads: bool = False  # if False: disabled for a read-only book
    also: str = ""  # synonyms for the search in the one box


_ALSO = {
    "today": "tasks to-do due birthdays promises agenda home start",
    "people": "contacts everyone list tags columns",
    "introductions": "introduce people meet each other ideas intro",
    "meetings": "calendar month coming past coffee calls plan agenda",
    "asks": "ask question request favour not now draft checker advice",
    "history": "changes log steps past who came in",
}
MENUS = ("Book", "Edit", "Go", "Help")

ACTIONS = (
    ActionEntry("log", "Log what happened", ("Ctrl+L",), "Book", also="note meeting coffee call write add"),
    ActionEntry(
        "plan",
        "Plan a meeting",
        ("Ctrl+Shift+M",),
        "Book",
        also="coffee call lunch schedule appointment arrange calendar invite",
    ),
    ActionEntry(
        "note_promise",
        "Note a promise",
        (),
        "Book",
        also="owe thank favour recommend meet again remind todo task",
    ),
    ActionEntry("note_advice", "Note advice", (), "Book", also="told tip lesson learned mentor"),
    ActionEntry("new_person", "New person", ("Ctrl+N",), "Book", also="add create contact"),
    ActionEntry(
        "import",
        "Import contacts or a calendar…",
        ("Ctrl+I",),
        "Book",
        also="add open read vcard vcf csv ics google outlook linkedin phone file",
    ),
    ActionEntry(
        "export",
        "Export…",
        ("Ctrl+E",),
        "Book",
        reads=True,
        also="save share write print vcard vcf csv json archive markdown calendar ics file contacts",
    ),
    ActionEntry("backup", "Back up now", (), "Book", also="save copy"),
    ActionEntry(
        "settings",
        "Settings",
        ("Ctrl+,",),
        "Book",
        reads=True,
        also="preferences options theme mode dark night light appearance text font size bigger larger smaller zoom reminders "
        "notifications tray start login autostart holidays days off weekend name email backups restore check "
        "phone inbox folder sync",
    ),
    ActionEntry("quit", "Quit", ("Ctrl+Q",), "Book", reads=True, also="exit close"),
    ActionEntry("undo", "Undo", ("Ctrl+Z",), "Edit", also="take back"),
    ActionEntry("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", also="again"),
    ActionEntry("filter", "Filter this list", ("/",), "Edit", reads=True, also="search"),
    ActionEntry("find", "Find anyone or anything", ("Ctrl+K",), "Go", reads=True),
    *(
        ActionEntry(
            f"go_{entry.name}",
            entry.title,
            (f"Ctrl+{number}",),
            "Go",
            reads=True,
            also=_ALSO.get(entry.name, ""),
        )
        for number, entry in enumerate(IN_SIDEBAR, 1)
    ),
    ActionEntry(
        "advice", "Advice", (), "Go", reads=True, also="told tried loops close report back owed promised"
    ),
    ActionEntry("sort", "Sort people", (), "Go", also="standing kept parked rhythm rhythms"),
    ActionEntry(
        "prepare_event",
        "Prepare an event",
        (),
        "Go",
        reads=True,
        also="fair conference meetup hope meet questions",
    ),
    ActionEntry(
        "event_people", "Who did you meet?", (), "Go", reads=True, also="event attendees list debrief chosen"
    ),
    ActionEntry("proposals", "Proposed meetings", (), "Go", reads=True, also="calendar events"),
    ActionEntry(
        "next_brief", "Open the next brief", (), "Go", reads=True, also="prepare meeting questions purpose"
    ),
    ActionEntry("duplicates", "Possible duplicates", (), "Go", reads=True, also="merge double twice"),
    ActionEntry(
        "templates",
        "Words of your mails",
        (),
        "Go",
        reads=True,
        also="templates drafts text letters e-mail wording signature",
    ),
    ActionEntry("back", "Back", ("Alt+Left",), "Go", reads=True),
    ActionEntry("shortcuts", "Keyboard shortcuts", ("F1", "?"), "Help", reads=True, also="keys hotkeys list"),
    ActionEntry("report", "Report a problem…", (), "Help", reads=True, also="bug fault error log feedback"),
    ActionEntry("menu", "Menu", ("F10",), "Help", reads=True),
)


def build_actions(window: QWidget, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """One QAction per entry, added to the window so that its shortcut works everywhere."""
    made = {}
    for entry in ACTIONS:
        action = QAction(entry.text, window)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(_calling(slots[entry.name]))
        window.addAction(mark_reading(action, entry.reads))
        made[entry.name] = action
    return made


def keys_in_words(action: QAction) -> str:
    """The first shortcut as displayed: "Ctrl+L", or ""."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _calling(slot: Callable[[], object]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        slot()

    return triggered
