"""The page of asks: open, not now, being written and answered, and the panel of the selected one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.asks import queries
from crm.asks.queries import AskSections, ListedAsk
from crm.asks.rules_off import shown_findings
from crm.asks.vague_asks import AskFinding, check_ask
from crm.changes import Changes
from crm.guard.facts import facts_about
from crm.guard.preparation import Step, steps_before_asking
from crm.guard.rules import Caution
from crm.meetings.coming import coming_with
from crm.people.short_names import person_refs
from crm.things.key import parse_key
from ui import use_cases
from ui.asks import row_text
from ui.asks.answer_panel import AnswerPanel
from ui.asks.new_ask_panel import NewAskPanel
from ui.asks.writing_panel import WritingPanel
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import Button
from ui.widgets.card_list import CardList
from ui.widgets.card_rows import CardItem, CardRow, FoldedCards
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader
from ui.widgets.page_switch import PageSwitch
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

_SHOWN = ("ask", "person", "promise", "meeting", "attendance", "share", "introduction", "advice", "setting")
_FEW, _MANY = 6, 300  # answered asks listed, folded and unfolded
_MOST_LOOKED_UP = 40  # drafts whose preparation is looked up for the list
_PANEL_WIDTH = 404


class AsksPage(Page):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self._sections = AskSections((), (), (), (), 0)
        self._answered = _FEW
        self._warnings: dict[int, Caution | None] = {}
        self._target: PageTarget | None = None
        self._is_reloading = False
        self._is_led_to_words = False  # opened to write a certain ask: the keyboard goes there first
        self._build()
        self._connect()

    @property
    def panel(self) -> QWidget | None:
        """The writing, answering or new panel that is shown."""
        item = self._body.panel_body.itemAt(0)
        return item.widget() if item is not None else None

    def open_at(self, target: PageTarget) -> None:
        """The key of an ask, or of a person to ask: "ask-3", "person-12"."""
        self._target = target

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches(*_SHOWN):
            return
        self._sections = queries.ask_sections(self.context.read, self._answered)
        today = self.context.today
        self._header.show_text("Asks", row_text.summary(self._sections, today))
        self._is_reloading = True
        self.list.set_rows(row_text.rows(self._sections, today, self._steps_before, self._findings_of))
        if isinstance(self.panel, WritingPanel) and self.panel.ask_id is not None:
            self.list.choose(f"ask-{self.panel.ask_id}")  # a draft that has its row since its first words
        self._is_reloading = False
        is_empty = not self._sections.listed and not isinstance(self.panel, NewAskPanel | WritingPanel)
        self._stack.setCurrentWidget(self._none if is_empty else self.list)
        self._new.setVisible(not is_empty)  # the empty page has its own
        self._show_chosen(self.list.chosen())
        self._go_to_target()

    def focus_first(self) -> None:
        panel = self.panel
        if self._is_led_to_words:
            self._is_led_to_words = False
            self._enter_panel()
        elif isinstance(panel, NewAskPanel):
            panel.field.setFocus()
        elif isinstance(panel, WritingPanel) and panel.ask_id is None:
            panel.words.setFocus()
        elif self._stack.currentWidget() is self._none:
            if self._none.button is not None:
                self._none.button.setFocus()
        else:
            if not self.list.currentIndex().isValid():
                self.list.choose_first()
            self.list.setFocus()

    def go_back(self) -> bool:
        panel, focused = self.panel, self.window().focusWidget()
        in_panel = panel is not None and focused is not None and panel.isAncestorOf(focused)
        if not (in_panel or (self._body.is_overlay and self._body.panel.isVisible())):
            return False
        self._body.close_panel()
        if isinstance(panel, NewAskPanel) or (isinstance(panel, WritingPanel) and panel.ask_id is None):
            self._body.clear_panel()
            self.reload()
        self.focus_first()
        return True

    def begin(self) -> None:
        """A new ask: first, whom."""
        if not self.context.may_write():
            return
        self.list.choose_nothing()
        panel = NewAskPanel(self.context)
        # later: the field that was left must not be deleted while it handles its key
        panel.person_chosen.connect(lambda chosen: run_in_next_slice(self, partial(self._begin_with, chosen)))
        self._open_panel(panel)
        panel.field.setFocus()

    def _build(self) -> None:
        self.switch = PageSwitch(self.context, "asks")
        self._new = Button("New ask", clicked=self.begin, keys="N")
        self._header = PageHeader("Asks", "", self.switch, self._new)
        self.list = CardList("Asks")
        self.list.keep_gutter()
        self._none = EmptyState(row_text.NONE, "New ask", self.begin)
        self._stack = QStackedWidget()
        for widget in (self.list, self._none):
            self._stack.addWidget(widget)
        main = QWidget()
        inside = column(gap=0, margins=(32, 4, 32 - GUTTER, 12))
        inside.addWidget(self._stack, 1)
        main.setLayout(inside)
        main.setFocusProxy(self.list)
        self._body = WithPanel(main, _PANEL_WIDTH)
        whole = column(self._header, gap=0)
        whole.addWidget(self._body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        for words, keys, use in (
            ("They said yes", "Y", AnswerPanel.yes),
            ("They said no", "O", AnswerPanel.no),
            ("Not now, until a day", "L", AnswerPanel.not_now),
        ):
            self.add_action(words, keys, partial(self._with_answer, use))
        for words, keys, do in (
            ("Mark as asked", "M", WritingPanel.mark_as_asked),
            ("Use the first remedy", "Alt+U", WritingPanel.use_first_remedy),
            ("Put the caution away", "Alt+N", WritingPanel.dismiss_warning),
        ):
            self.add_action(words, keys, partial(self._with_draft, do))
        self.add_action("Open in mail", "W", partial(self._with_draft, WritingPanel.open_mail))
        self.add_action("Copy the mail", "C", partial(self._with_draft, WritingPanel.copy))
        self.add_action("New ask", "N", self.begin)
        self.add_action("Delete this ask", "Del", self._delete)

    def _begin_with(self, person_id: int) -> None:
        """A draft for this person is gone on with."""
        draft = queries.draft_for(self.context.read, person_id)
        if draft is not None and self.list.choose(f"ask-{draft.id}"):
            self._enter_panel()
            return
        person = person_refs(self.context.read, [person_id]).get(person_id)
        if person is None:
            return
        self.list.choose_nothing()
        panel = WritingPanel(self.context, person, None, self._warnings)
        self._open_panel(panel)
        panel.words.setFocus()
        run_in_next_slice(
            panel, panel.words.setFocus
        )  # the closing list of people who fit takes it back once

    def _open_panel(self, panel: QWidget) -> None:
        self._stack.setCurrentWidget(self.list)
        self._body.show_in_panel(panel)
        self._body.open_panel()
        panel.show()  # at once, so that it can take the keyboard

    def _open(self, item: CardItem) -> None:
        if isinstance(item, FoldedCards):
            self._answered = _MANY
            self.reload()
        elif isinstance(item, CardRow):
            self._enter_panel()

    def _enter_panel(self) -> None:
        self._body.open_panel()
        panel = self.panel
        if isinstance(panel, WritingPanel):
            panel.words.setFocus()
        elif isinstance(panel, AnswerPanel) and panel.is_unanswered:
            panel.answer.setFocus()
        elif isinstance(panel, AnswerPanel):
            panel.open()
        self._body.show_focus()

    def _show_chosen(self, item: CardItem | None) -> None:
        if self._is_reloading:
            return
        listed = next((one for one in self._sections.listed if item is not None and one.key == item.id), None)
        panel = self.panel
        if listed is None:
            if not isinstance(panel, NewAskPanel) and not (
                isinstance(panel, WritingPanel) and panel.ask_id is None
            ):
                self._body.clear_panel()
        elif (
            isinstance(panel, WritingPanel) and panel.ask_id == listed.ask.id and listed.ask.state == "draft"
        ):
            panel.show_ask(listed.ask)
        elif not (isinstance(panel, AnswerPanel) and panel.listed == listed):
            self._body.show_in_panel(self._panel_for(listed))

    def _panel_for(self, listed: ListedAsk) -> QWidget:
        if listed.ask.state == "draft":
            return WritingPanel(self.context, listed.person, listed.ask, self._warnings)
        panel = AnswerPanel(self.context, listed)
        panel.again_requested.connect(self._ask_again)
        return panel

    def _ask_again(self, ask_id: int) -> None:
        """A new draft in the words of the former ask."""
        outcome = self.context.do(use_cases.asks.asking.draft_again, ask_id)
        if outcome.value is not None and self.list.choose(f"ask-{outcome.value}"):
            self._enter_panel()

    def _go_to_target(self) -> None:
        target, self._target = self._target, None
        if not isinstance(target, str):
            return
        kind, _, number = target.partition("-")
        if kind == "person":
            self._begin_with(int(number))
        elif not self.list.choose(target):
            self._answered = _MANY
            self.reload()
            self.list.choose(target)
        self._is_led_to_words = isinstance(self.panel, WritingPanel)

    def _with_answer(self, use: Callable[[AnswerPanel], None]) -> None:
        if isinstance(self.panel, AnswerPanel) and self.panel.is_unanswered:
            use(self.panel)
        else:
            self.context.show_message("Choose an ask that waits for an answer first.")

    def _with_draft(self, use: Callable[[WritingPanel], None]) -> None:
        if isinstance(self.panel, WritingPanel):
            use(self.panel)
        else:
            self.context.show_message("Choose an ask that is being written first.")

    def _delete(self) -> None:
        card = self.list.chosen_card()
        if card is None:
            self.context.show_message("Choose an ask first.")
        else:
            self.context.do(use_cases.things.one.delete, parse_key(card.id))

    def _steps_before(self, listed: ListedAsk) -> list[Step]:
        if listed not in self._sections.drafts[:_MOST_LOOKED_UP]:
            return []
        read, today, person_id = self.context.read, self.context.today, listed.ask.person_id
        ahead = coming_with(read, person_id, today, 1)
        return steps_before_asking(facts_about(read, person_id, today), today, ahead[0].on if ahead else None)

    def _findings_of(self, listed: ListedAsk) -> list[AskFinding]:
        ask = listed.ask
        found = check_ask(ask.words, ask.why_you or ask.respect, ask.offer, ask.size)
        return shown_findings(self.context.read, found)
