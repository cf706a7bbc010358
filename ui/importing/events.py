"""The part of a preview about a calendar: meetings to import, how to treat past ones, and unknown guests."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.importing.calendar.likely_owner import LikelyOwner
from crm.importing.calendar.proposed_meetings import FoundMeeting
from crm.importing.found_cards import Preview
from crm.importing.preview_lists import PreviewLists
from crm.meetings.meeting_names import BY_TITLE, names_everyone
from crm.promises.promise_titles import join_names
from crm.text.shared_phrases import meeting_title
from ui import use_cases
from ui.context import Context
from ui.counts_and_days import format_count, format_full_day
from ui.importing.file_sentences import CountLabel
from ui.theme.look import look
from ui.widgets.choice import ChipChoice
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Card, Line, Lines, column
from ui.widgets.owner_question import OwnerQuestion
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_two_lines
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel

_PAST = ((False, "ask me about each"), (True, "all happened"))
_STRANGERS = ((False, "leave them out"), (True, "add them too"))
_NAMED = 3
_ROWS_SHOWN = 6
_STATES = {"proposed": "past", "happened": "past", "planned": "ahead"}


def is_calendar(preview: Preview) -> bool:
    """Whether there are meetings only; the page then speaks of those."""
    return bool(preview.files) and all(file.format == "ics" for file in preview.files)


def meetings(lists: PreviewLists, *changes: str) -> list[FoundMeeting]:
    return [one for one in lists.meetings if one.change in changes]


def sentence(preview: Preview) -> str:
    return (
        f"{format_count(preview.cards, 'event', 'events')} read: nothing is changed until you press Import."
    )


def asks(lists: PreviewLists) -> bool:
    """Whether there are meetings to be settled after the import."""
    return any(one.state == "proposed" for one in meetings(lists, "new", "updated"))


def button(lists: PreviewLists) -> str:
    new, moved = len(meetings(lists, "new")), len(meetings(lists, "updated", "gone"))
    parts = [format_count(new, "meeting", "meetings")] if new else []
    parts += [format_count(moved, "update", "updates")] if moved else []
    return f"Import {', '.join(parts)}" if parts else "Nothing to import"


def nothing_new(preview: Preview) -> str:
    """Why there is nothing to import."""
    if preview.count("same"):
        return "Every meeting of this calendar is in your book already."
    return "No event of this calendar is with somebody in your book."


def counts(preview: Preview, lists: PreviewLists) -> list[CountLabel]:
    new = meetings(lists, "new")
    past = sum(1 for one in new if one.state != "planned")
    named = len(lists.strangers) + lists.made
    rest = f"as before, {preview.count('skipped'):,} with nobody you know, cancelled or unreadable"
    return [
        CountLabel(past, "past meeting" if past == 1 else "past meetings"),
        CountLabel(len(new) - past, "meeting ahead" if len(new) - past == 1 else "meetings ahead"),
        CountLabel(named, "person you do not have" if named == 1 else "people you do not have"),
        CountLabel(preview.count("same"), rest if preview.count("skipped") else "as before"),
    ]


class Events(QWidget):
    """`accept` and `create_people` are the user's choices; `reread_requested` is emitted when the file must be
    read again."""

    reread_requested = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._owner: LikelyOwner | None = None
        self._not_owner: set[str] = set()  # addresses that are not the user's
        self.past = ChipChoice("Past meetings", _PAST, False, lambda _: None)
        self.others = ChipChoice(
            "People you do not have", _STRANGERS, False, lambda _: self.reread_requested.emit()
        )
        self._names = PlainLabel("", "quiet", wrap=True)
        self._others_line = Line("not in your book", self.others, width=130)
        self._names_line = Line("", self._names, width=130)
        card = Card()
        card.body.addWidget(Lines(Line("past meetings", self.past, width=130), self._others_line))
        card.body.addWidget(self._names_line)
        self.owner_question = OwnerQuestion()
        self.owner_question.answered.connect(self._on_owner_answered)
        self._heading = section("Meetings found")
        self.list = RowList(
            "Meetings found", RowModel(self._accessible_text, lambda one: one.source), _Delegate(context)
        )
        self.setLayout(column(self.owner_question, card, self._heading, self.list, gap=12))
        self.hide()

    @property
    def accept(self) -> bool:
        return bool(self.past.value)

    @property
    def create_people(self) -> bool:
        return bool(self.others.value)

    def begin(self) -> None:
        """Resets the choices for another file."""
        self.past.show_value(False)
        self.others.show_value(False)

    def show_lists(self, lists: PreviewLists) -> None:
        found = meetings(lists, "new", "updated")
        left = lists.strangers
        self._ask_about_owner(lists.owner)
        self.setVisible(bool(found or left or self._owner))
        self.list.set_rows(found)
        self.list.setVisible(bool(found))
        self._heading.setVisible(bool(found))
        self.list.setFixedHeight(look.px(66) * min(len(found), _ROWS_SHOWN))
        self._others_line.setVisible(bool(left) or self.create_people)
        self._names.setText(_named(left))
        self._names_line.setVisible(bool(left))

    def _ask_about_owner(self, owner: LikelyOwner | None) -> None:
        """Asks whose calendar it is, once per address."""
        self._owner = owner if owner and owner.email not in self._not_owner else None
        times = (self._owner.events, self._owner.of) if self._owner else (0, 0)
        self.owner_question.ask(
            self._owner.shown if self._owner else "", *times, "events with several guests"
        )

    def _on_owner_answered(self, is_me: bool) -> None:
        if self._owner is None:
            return
        if is_me:
            # reported to the page by the commit
            self._context.do(use_cases.people.owner.add_own_address, self._owner.email)
        else:
            self._not_owner.add(self._owner.email)
            self._ask_about_owner(None)

    def _accessible_text(self, one: FoundMeeting) -> str:
        return f"{_title(one)}, {_when(one, self._context)}, {_STATES[one.state]}"


class _Delegate(RowDelegate[FoundMeeting]):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context

    def paint_row(
        self, painter: QPainter, rect: QRect, row: FoundMeeting, selected: bool, hovered: bool
    ) -> None:
        chip = _STATES[row.state]
        paint_chip(
            painter, rect.right() + 1, rect.center().y() + 1, chip, "info" if chip == "ahead" else "plain"
        )
        room = rect.adjusted(0, 0, -chip_width(chip) - look.px(12), 0)
        paint_two_lines(painter, room, _title(row), _when(row, self._context))


def _title(one: FoundMeeting) -> str:
    return one.what or f"{meeting_title(one.kind)} with {join_names(list(one.names))}"


def _when(one: FoundMeeting, context: Context) -> str:
    is_said = not one.what or names_everyone(one.what, one.names)
    guests = "" if is_said else f"with {join_names(list(one.names))}"
    at = ", ".join(
        part for part in (guests, format_full_day(one.on, context.today), one.at or "", one.place) if part
    )
    return f"{at}. {BY_TITLE}" if one.by_title else at


def _named(people: list[str]) -> str:
    """ "Mei Tanaka, Omar Haddad, Nell Roy and 12 more"."""
    shown = ", ".join(people[:_NAMED])
    return f"{shown} and {len(people) - _NAMED} more" if len(people) > _NAMED else shown
