"""What the keys do with an entry: Enter, E and X."""

from PySide6.QtCore import QObject

from crm.inbox import proposal
from crm.meetings.proposals import Proposal
from ui import use_cases
from ui.context import Context
from ui.note_source import NoteSource
from ui.today.came_in.entries import Entry
from ui.today.came_in.watch import InboxWatch


class Answers(QObject):
    def __init__(self, context: Context, watch: InboxWatch, parent: QObject | None = None):
        super().__init__(parent)
        self._context, self._watch = context, watch

    def yes(self, entry: Entry) -> None:
        one = entry.of
        if isinstance(one, Proposal):
            self._context.do(use_cases.meetings.answering_proposals.confirm, [one.id])
        elif one.enter == proposal.CHOOSE:
            self.edit(entry)
        elif one.enter == proposal.KNOWN:
            self.no(entry)
        elif one.enter == proposal.TAKE and one.kind == "text":
            self._context.do(use_cases.inbox.settling.take_text, one)
        elif one.enter == proposal.TAKE and self._context.may_write():
            self._watch.take_cards(one)

    def edit(self, entry: Entry) -> None:
        one = entry.of
        if isinstance(one, Proposal):
            self._context.open_page("proposals", one.id)
        elif one.kind == "text":
            self._context.capture(one.words, NoteSource(one))
        elif one.kind != "problem":
            self._watch.note_previewed(one)
            self._context.import_file(one.path)

    def no(self, entry: Entry) -> None:
        if isinstance(entry.of, Proposal):
            self._context.do(use_cases.meetings.answering_proposals.mark_missed, [entry.of.id])
        else:
            self._context.do(use_cases.inbox.settling.put_aside, entry.of)
