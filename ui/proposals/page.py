"""The page of proposed meetings: one key settles each, or all at once; every answer can be undone."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.meetings import proposals
from crm.meetings.owner_in_proposals import OwnerCandidate, owner_candidate
from crm.meetings.proposals import Proposal
from ui import use_cases
from ui.context import Context
from ui.page import Page
from ui.page_target import PageTarget
from ui.proposals import proposal_text
from ui.widgets.buttons import Button, SearchButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column, row
from ui.widgets.owner_question import OwnerQuestion
from ui.widgets.page_header import PageHeader
from ui.widgets.row_delegate import RowDelegate, paint_two_lines
from ui.widgets.row_list import GUTTER, RowList
from ui.widgets.row_model import RowModel

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork  # late: brings SQLAlchemy


class ProposalsPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._many = 0
        self._wanted: int | None = None  # the meeting to select next
        self.all = Button("All happened", keys="A", clicked=self.take_all)
        self._header = PageHeader(
            "Proposed meetings", "", self.all, SearchButton(context.one_box_requested.emit)
        )
        self.list = RowList(
            "Proposed meetings", RowModel(self._accessible_text), _Delegate(context), several=True
        )
        self.list.keep_gutter()
        self.list.set_actions(self._buttons())
        self.owner_question = OwnerQuestion()
        self.owner_question.answered.connect(self._on_owner_answered)
        self._likely_owner: OwnerCandidate | None = None
        self._not_owner: set[int] = set()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(EmptyState(proposal_text.NONE, "Import a calendar", self.context.import_file))
        body = column(self._stack, gap=8, margins=(32, 4, 32 - GUTTER, 12))
        body.insertLayout(0, column(self.owner_question, margins=(0, 0, GUTTER, 0)))
        whole = column(self._header, gap=0)
        whole.addLayout(body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for text, keys, do in (
            ("It happened", "Y", self.happened),
            ("It did not happen", "N", self.did_not_happen),
            ("It is no meeting", "D", self.put_aside),
            ("All of them happened", "A", self.take_all),
        ):
            self.add_action(text, keys, do)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.list.row_opened.connect(lambda _row: self.happened())

    @property
    def is_passed(self) -> bool:
        return self._stack.currentIndex() == 1

    def open_at(self, target: PageTarget) -> None:
        """The id of a proposed meeting: selects it."""
        self._wanted = target if isinstance(target, int) else None

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches("meeting", "attendance", "person"):
            return
        self._many = many = proposals.count(self.context.read)
        self._header.show_text("Proposed meetings", proposal_text.heading(many))
        self.list.set_rows(proposals.pending(self.context.read))
        self._stack.setCurrentIndex(0 if many else 1)
        self.all.setVisible(many > 1)
        self._ask_about_owner()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.list.choose(wanted):
            return
        if self.list.chosen() is None:
            self.list.choose_first()

    def _ask_about_owner(self) -> None:
        one = self._likely_owner = owner_candidate(self.context.read, self._not_owner)
        self.owner_question.ask(
            *(one.name, one.meetings, one.of) if one else ("", 0, 0), "meetings with several people"
        )

    def _on_owner_answered(self, is_me: bool) -> None:
        if self._likely_owner is None:
            return
        if is_me:
            self.context.do(use_cases.meetings.owner_in_proposals.mark_as_owner, self._likely_owner.person_id)
        else:
            self._not_owner.add(self._likely_owner.person_id)
            self._ask_about_owner()
        self.list.setFocus()

    def focus_first(self) -> None:
        self.list.setFocus()

    def happened(self) -> None:
        self._settle(use_cases.meetings.answering_proposals.confirm)

    def did_not_happen(self) -> None:
        self._settle(use_cases.meetings.answering_proposals.mark_missed)

    def put_aside(self) -> None:
        self._settle(use_cases.meetings.answering_proposals.dismiss)

    def take_all(self) -> None:
        """Accepts all proposals, visible or not, as one step."""
        if self._stack.currentIndex() == 0:
            self.context.do(use_cases.meetings.answering_proposals.confirm_all)

    def _settle(self, use_case: "Callable[[UnitOfWork, Sequence[int]], None]") -> None:
        """Settles the selected proposals and selects the next one."""
        if ids := self.list.chosen_ids():
            self.context.do(use_case, ids)

    def _show_chosen(self) -> None:
        chosen = len(self.list.selectionModel().selectedRows())
        self._header.words.setText(proposal_text.heading(self._many, chosen))

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        buttons.setLayout(
            row(
                Button("Happened", "primary", keys="Y", clicked=self.happened),
                Button("Did not", keys="N", clicked=self.did_not_happen),
                Button("No meeting", "quiet", keys="D", clicked=self.put_aside),
                gap=6,
            )
        )
        return buttons

    def _accessible_text(self, one: Proposal) -> str:
        return f"{proposal_text.title(one)}, {proposal_text.who_and_when(one, self.context.today)}"


class _Delegate(RowDelegate[Proposal]):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context

    def paint_row(self, painter: QPainter, rect: QRect, row: Proposal, selected: bool, hovered: bool) -> None:
        paint_two_lines(
            painter, rect, proposal_text.title(row), proposal_text.who_and_when(row, self._context.today)
        )
