"""What came in, beside Today: a panel while no row of Today is selected, else one line above the list."""

from PySide6.QtCore import QObject, Signal

from crm.changes import Changes
from ui.context import Context
from ui.today.came_in.answers import Answers
from ui.today.came_in.entries import Entry, entries_of, how_many_came_in
from ui.today.came_in.panel import CameInPanel, Shown
from ui.today.came_in.watch import InboxWatch
from ui.today.list import TodayRowList
from ui.today.proposals_line import ProposalsLine
from ui.widgets.side_panel import WithPanel


class CameInBeside(QObject):
    """`arrived` comes when what waits has changed. `left`: the focus must go to the list."""

    arrived = Signal()
    left = Signal()

    def __init__(self, context: Context, body: WithPanel, rows: TodayRowList, line: ProposalsLine):
        super().__init__(body)
        self._context, self._body, self._rows, self._line = context, body, rows, line
        self.watch = InboxWatch(context, self)
        self._answers = Answers(context, self.watch, self)
        self.entries: tuple[Entry, ...] = ()
        self.panel: CameInPanel | None = None
        self._key = ""  # of the chosen entry
        self.watch.changed.connect(self._on_changed)
        line.open_requested.connect(self.open)

    @property
    def words(self) -> str:
        """For the heading of Today; "" if nothing came in."""
        return how_many_came_in(self.watch.found.waiting)

    @property
    def is_shown(self) -> bool:
        return self.panel is not None

    @property
    def has_focus(self) -> bool:
        focused = self._body.window().focusWidget()
        return self.panel is not None and focused is not None and self.panel.isAncestorOf(focused)

    def on_changes(self, changes: Changes | None) -> None:
        self.watch.on_changes(changes)

    def show(self) -> None:
        """In the panel; in a narrow window it opens with `open` alone."""
        if self.panel is None and self.entries:
            self._key = self.entries[0].key
            self._build()
        self._show_line()

    def leave(self) -> None:
        """Something else is shown in the panel now."""
        self.panel = None
        self._show_line()

    def open(self) -> None:
        """Shows the panel, also over the list of a narrow window, and takes the focus."""
        if not self.entries:
            self._context.open_page("proposals")  # which says so
            return
        self._rows.choose_nothing()
        self.show()
        self._body.open_panel()
        self.take_focus()

    def take_focus(self) -> None:
        if self.panel is not None and (card := self.panel.choose(self._key)) is not None:
            card.setFocus()
            self._body.show_focus()

    def go_back(self) -> bool:
        """Esc, where the panel lies beside the list: from a row to what came in, and from there to the first row."""
        if not self.entries or self._body.is_overlay:
            return False
        if self.is_shown:
            self.left.emit()
        else:
            self.open()
        return True

    def edit(self) -> None:
        self._answer_chosen("edit")

    def no(self) -> None:
        self._answer_chosen("no")

    def _answer_chosen(self, answer: str) -> None:
        """By a key of the page: an entry that cannot be seen is shown first."""
        chosen = next((one for one in self.entries if one.key == self._key), None)
        if chosen is None or not self.has_focus:
            self.open()
        else:
            self._answer(chosen, answer)

    def _answer(self, entry: Entry, answer: str) -> None:
        if answer == "yes":
            self._answers.yes(entry)
        elif answer == "edit":
            self._answers.edit(entry)
        elif answer == "no":
            self._answers.no(entry)

    def _on_changed(self) -> None:
        found = self.watch.found
        before = self.entries
        self.entries = entries_of(found.inbox.proposals, found.meetings, found.people, self._context.today)
        self._keep_chosen(before)
        if self.panel is not None and self.entries != before:
            self._show_again(self.panel)
        self._show_line()
        self.arrived.emit()

    def _keep_chosen(self, before: tuple[Entry, ...]) -> None:
        """The entry that takes the place of a settled one is chosen next."""
        keys = [one.key for one in self.entries]
        if self._key not in keys and keys:
            place = next((at for at, one in enumerate(before) if one.key == self._key), 0)
            self._key = keys[min(place, len(keys) - 1)]

    def _show_again(self, panel: CameInPanel) -> None:
        had_focus = self.has_focus
        if self.entries:
            panel.show_entries(self._shown())
            if had_focus:
                self.take_focus()
            else:
                panel.choose(self._key)
            return
        self.panel = None
        self._body.clear_panel()
        if had_focus:
            self.left.emit()

    def _build(self) -> None:
        panel = self.panel = CameInPanel(lambda: self._context.open_page("proposals"))
        panel.show_entries(self._shown())
        panel.answered.connect(self._answer)
        panel.chosen.connect(self._on_chosen)
        panel.choose(self._key)
        self._body.show_in_panel(panel)

    def _shown(self) -> Shown:
        found = self.watch.found
        return Shown(
            self.entries, found.waiting, bool(found.meetings), found.inbox.notice or found.inbox.problem
        )

    def _on_chosen(self, entry: Entry) -> None:
        self._key = entry.key
        self._body.show_focus()

    def _show_line(self) -> None:
        is_hidden = self.panel is None or (self._body.is_overlay and not self._body.panel.isVisible())
        found = self.watch.found
        self._line.show_words(self.words if is_hidden else "", found.inbox.problem, found.waiting == 1)
