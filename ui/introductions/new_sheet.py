"""The sheet that begins an introduction: two people, and why each would want to meet the other."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm.people.short_names import person_refs
from crm.text.outside_text import shown
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Flow
from ui.widgets.person_field import PersonField
from ui.widgets.sheet import Sheet
from ui.widgets.typing_undo import TypingField

_INCOMPLETE = "Choose both people first; the reasons may come later."


class NewIntroductionSheet(Sheet):
    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "New introduction", width=560, top=96)
        self._context = context
        self._ids: list[int | None] = [None, None]
        self.people = [
            self._person_field(at, name) for at, name in enumerate(("First person", "Second person"))
        ]
        self.reasons = [TypingField(), TypingField()]
        self._titles = [section("Who"), section("Whom should they meet")]
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.offer = Button("Offer it", "primary", clicked=partial(self._save, False))
        self.keep = Button("Keep as an idea", clicked=partial(self._save, True))
        self._arrange()
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.people[0].setFocus()

    def _person_field(self, at: int, name: str) -> PersonField:
        field = PersonField(self._context, name, "A person of your book")
        field.person_chosen.connect(partial(self._choose, at))
        field.refused.connect(self._show_problem)
        field.textEdited.connect(lambda _text: self._forget(at))
        return field

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(PlainLabel("New introduction", "title"))
        for at in (0, 1):
            self.reasons[at].setPlaceholderText("Why meeting the other would help (may come later)")
            self.reasons[at].setAccessibleName(f"Reason for the {('first', 'second')[at]} person")
            self.reasons[at].returnPressed.connect(partial(self._leave_reason, at))
            self.body.addSpacing(4)
            self.body.addWidget(self._titles[at])
            self.body.addWidget(self.people[at])
            self.body.addWidget(self.reasons[at])
        self.body.addWidget(self.problem)
        self.body.addSpacing(8)
        self.body.addWidget(Flow(self.offer, self.keep, gap=8))

    def _choose(self, at: int, person_id: int) -> None:
        self._ids[at] = person_id
        name = person_refs(self._context.read, [person_id])[person_id].name
        self.people[at].setText(shown(name))
        self._show_problem("")
        self.reasons[at].setFocus()

    def _forget(self, at: int) -> None:
        self._ids[at] = None

    def _leave_reason(self, at: int) -> None:
        """Enter goes on to the next field, and from the last one to the button."""
        (self.people[1] if at == 0 else self.offer).setFocus()

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _save(self, as_idea: bool) -> None:
        one, other = self._ids
        if one is None or other is None:
            self._show_problem(_INCOMPLETE)
            self.people[0 if one is None else 1].setFocus()
            return
        offering = use_cases.introductions.offering
        sides = [
            offering.ProposedSide(who, field.text().strip() or None)
            for who, field in zip((one, other), self.reasons, strict=True)
        ]
        outcome = self._context.attempt(offering.introduce, sides[0], sides[1], as_idea)
        if outcome:
            self.close_sheet()
        else:
            self._show_problem(str(outcome.refused))
