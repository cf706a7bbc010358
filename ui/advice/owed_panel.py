"""The panel of what somebody promised the user: one gentle question about it, or "they did"."""

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.drafts.mail_draft import draft_for
from crm.things.key import Key
from crm.today.promised_to_me import PromisedToMe
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.draft_card import DraftCard
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import Flow, column, row
from ui.widgets.read_only_controls import mark_reading


class OwedPanel(QWidget):
    def __init__(self, context: Context, owed: PromisedToMe, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self.owed = context, owed
        self.draft: DraftCard | None = None
        self.kept = Button("They did", clicked=self.mark_kept)
        self._inside = column(gap=8)
        person = owed.by
        head = row(Avatar(person.name, person.uid or person.name), gap=10)
        described = PlainLabel(f"{owed.describe(context.today)}.", "small", wrap=True)
        head.addLayout(column(PlainLabel(owed.line.title, "strong", wrap=True), described, gap=0), 1)
        self._inside.addLayout(head)
        self._show_question()
        self._inside.addSpacing(4)
        edit = mark_reading(Button("Edit the promise", "link", clicked=self.edit))
        opening = mark_reading(Button(f"Open {person.name}", "link", clicked=self._open_person))
        let_go = Button("Let it go", "quiet", clicked=self.let_go)
        self._inside.addWidget(Flow(self.kept, let_go, edit, opening, gap=8))
        self.setLayout(self._inside)

    def focus_first(self) -> None:
        (self.draft.open_mail if self.draft is not None else self.kept).setFocus()

    def mark_kept(self) -> ActionResult[object]:
        return self._context.do(use_cases.today.row_done.done, self.owed.key)

    def mark_reminded(self) -> ActionResult[object]:
        return self._context.do(use_cases.today.reminding.mark_reminded, self.owed.line.id)

    def let_go(self) -> ActionResult[object]:
        return self._context.do(use_cases.today.snoozing.not_this, self.owed.key)

    def edit(self) -> None:
        self._context.open_thing(Key("promise", self.owed.line.id))

    def _show_question(self) -> None:
        """While it is not late, and after it was asked about, there is nothing to send."""
        if not self.owed.can_be_reminded(self._context.today):
            self._inside.addWidget(sentence(self._why_not()))
            return
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        mail = draft_for(self._context.read, self.owed.key, self._context.today, owner)
        self._inside.addWidget(section("Ask once"))
        mark = f"I asked {self.owed.by.first_name}"
        self.draft = DraftCard(self._context, mail, mark, self.mark_reminded, self.owed.key, self.owed.by.id)
        self._inside.addWidget(self.draft)
        caption = "Once is enough: afterwards it stands here quietly."
        self._inside.addWidget(PlainLabel(caption, "caption", wrap=True))

    def _why_not(self) -> str:
        name = self.owed.by.first_name
        if self.owed.reminded_on is not None:
            return f"You asked {name} about it once, and that is enough."
        if self.owed.line.due is None:
            return "No day was said, so there is nothing to ask about."
        return "It is not late. Should the day pass, a friendly question stands here."

    def _open_person(self) -> None:
        if self.owed.by.id is not None:
            self._context.open_person(self.owed.by.id)
