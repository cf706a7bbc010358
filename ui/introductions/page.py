"""The page of introductions: what is mine to do next, what waits for them, and what came of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.changes import Changes
from crm.introductions.ideas import Idea, find_ideas
from crm.introductions.overview import ListedIntroduction, due_count, overview, summary
from ui.background import run_in_background
from ui.context import Context
from ui.event_loop_slices import run_in_next_slice
from ui.introductions.cards import cards, idea_key
from ui.introductions.commands import IntroductionCommands
from ui.introductions.idea_panel import IdeaPanel
from ui.introductions.panel import OUTCOME, FocusedPart, IntroductionPanel
from ui.page import Page
from ui.page_target import PageTarget
from ui.widgets.buttons import Button, SearchButton
from ui.widgets.card_list import CardList
from ui.widgets.card_rows import CardItem, FoldedCards
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import GUTTER
from ui.widgets.side_panel import WithPanel

_NONE = "Two people who should know each other: introducing them is the kindest thing a network can do."
_SHOWN = (
    "introduction", "introduction_side", "promise", "person", "attendance", "role", "person_topic", "note", "item_topic",
)  # fmt: skip
_MOST_IDEAS = 8


class IntroductionsPage(Page):
    keeps_count = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        self.commands = IntroductionCommands(context, self)
        self._listed: list[ListedIntroduction] = []
        self._ideas: list[Idea] = []
        self._opened: set[str] = set()
        self._target = ""
        self.panel: IntroductionPanel | IdeaPanel | None = None
        self.list = CardList("Introductions", "Enter opens its panel")
        self.list.keep_gutter()
        self._none = EmptyState(_NONE, "New introduction", self.commands.begin)
        self._arrange()
        self._connect()

    def open_at(self, target: PageTarget) -> None:
        """The key of an introduction, such as "introduction-2"."""
        self._target = target if isinstance(target, str) else ""

    def reload(self, changes: Changes | None = None) -> None:
        if changes is not None and changes.touched and not changes.touches(*_SHOWN):
            return
        today = self.context.today
        self._listed = overview(self.context.read, today)
        self.context.count_changed.emit("introductions", due_count(self._listed, today))
        self._header.show_text("Introductions", summary(self._listed) if self._listed else "")
        in_panel, part = self._is_in_panel(), self._focused_part()
        self._show_stack()
        self._find_ideas()
        if self._target:
            self._show_target()
        if in_panel:
            self._open_panel(part)

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self._none:
            if self._none.button is not None:
                self._none.button.setFocus()
            return
        if self.list.chosen_card() is None:
            self.list.choose_first()
        self.list.setFocus()

    def go_back(self) -> bool:
        if self._is_in_panel() or (self._body.is_overlay and self._body.panel.isVisible()):
            self._body.close_panel()
            self.list.setFocus()
            return True
        return False

    def _arrange(self) -> None:
        self._new = Button("New introduction", clicked=self.commands.begin, keys="N")
        self._header = PageHeader(
            "Introductions",
            "",
            self._new,
            SearchButton(self.context.one_box_requested.emit),
        )
        main = QWidget()
        main.setLayout(column(self.list, gap=0, margins=(32, 4, 32 - GUTTER, 12)))
        main.setFocusProxy(self.list)
        self._body = WithPanel(main)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(self._none)
        whole = column(self._header, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show_chosen)
        self.list.row_opened.connect(self._open)
        self.commands.heard_back.connect(self._ask_what_came_of_it)
        self.add_action("New introduction", "N", self.commands.begin)
        self.add_action(
            "Next step done",
            "D",
            lambda: self._with_chosen(lambda one: self.commands.complete(one.record, one.step)),
        )
        self.add_action("Note an answer", "A", self._open_answers)
        self.add_action("Drop", "X", lambda: self._with_chosen(lambda one: self.commands.drop(one.record)))
        self.add_action("Edit", "E", lambda: self._with_chosen(lambda one: self.commands.edit(one.record)))
        self.add_action(
            "Delete", "Del", lambda: self._with_chosen(lambda one: self.commands.delete(one.record))
        )

    def chosen(self) -> ListedIntroduction | None:
        card = self.list.chosen_card()
        return next((one for one in self._listed if card and one.record.key == card.id), None)

    def _chosen_idea(self) -> Idea | None:
        card = self.list.chosen_card()
        return next((one for one in self._ideas if card and idea_key(one) == card.id), None)

    def _find_ideas(self) -> None:
        """In a thread: it reads the topics and notes of everyone."""
        context, today = self.context, self.context.today
        run_in_background(lambda: find_ideas(context.read, today, limit=_MOST_IDEAS), self._on_ideas)

    def _on_ideas(self, found: list[Idea]) -> None:
        if found == self._ideas or self.context.has_ended:
            return
        self._ideas = found
        in_panel, part = self._is_in_panel(), self._focused_part()
        self._show_stack()
        if in_panel:
            self._open_panel(part)

    def _show_stack(self) -> None:
        has_something = bool(self._listed or self._ideas)
        self._new.setVisible(has_something)  # the empty page has its own
        self._show_cards()
        self._stack.setCurrentWidget(self._body if has_something else self._none)

    def _with_chosen(self, do: Callable[[ListedIntroduction], object]) -> None:
        one = self.chosen()
        if one is not None:
            do(one)
        else:
            self.context.show_message("Choose an introduction first.")

    def _open_answers(self) -> None:
        if not isinstance(self.panel, IntroductionPanel) or self.panel.sides is None:
            self.context.show_message("Only an introduction that is offered waits for answers.")
            return
        self._body.open_panel()
        chip = self.panel.sides.chip_awaited()
        chip.setFocus()
        self._body.show_focus()
        run_in_next_slice(chip, chip.click)  # once it is in view: its menu opens below it

    def _show_cards(self) -> None:
        self.list.set_rows(cards(self._listed, self._ideas, self._opened, self.context.today))
        self._show_chosen(self.list.chosen())

    def _show_target(self) -> None:
        found = next((one for one in self._listed if one.record.key == self._target), None)
        if found is not None:
            self._opened.add(found.section)
            self._show_cards()
            self.list.choose(self._target)
        self._target = ""

    def _show_chosen(self, _item: CardItem | None) -> None:
        one, idea = self.chosen(), self._chosen_idea()
        if one is not None:
            self.panel = IntroductionPanel(self.context, self.commands, one)
        elif idea is not None:
            self.panel = IdeaPanel(self.context, idea)
        else:
            self.panel = None
            self._body.clear_panel()
            return
        self._body.show_in_panel(self.panel)

    def _open(self, item: CardItem) -> None:
        if isinstance(item, FoldedCards):
            self._opened.add(item.id)
            self._show_cards()
        else:
            self._open_panel()

    def _open_panel(self, part: FocusedPart | None = None) -> None:
        """`part`: what had the keyboard in the panel before."""
        self._body.open_panel()
        if self.panel is None:
            return
        self.panel.show()  # at once, so that it can take the keyboard
        if not (part and isinstance(self.panel, IntroductionPanel) and self.panel.focus_part(part)):
            self.panel.focus_first()
        self._body.show_focus()

    def _ask_what_came_of_it(self, key: str) -> None:
        """Both replied: the keyboard goes to what came of it, though the card is folded away now."""
        self.open_at(key)
        self.reload()
        self._open_panel(OUTCOME)

    def _focused_part(self) -> FocusedPart | None:
        return self.panel.focused_part() if isinstance(self.panel, IntroductionPanel) else None

    def _is_in_panel(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self._body.panel.isAncestorOf(focused)
