"""The ask sheet: the relationship so far, the text with vague words marked, and the ways to send it."""

import json

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm import settings
from crm.asks import queries
from crm.asks.queries import AskLine
from crm.asks.rules_off import shown_findings
from crm.asks.vague_asks import AskFinding, check_ask
from crm.drafts import ask_mail
from crm.drafts.ask_mail import AskParts
from crm.drafts.mail import MailDraft
from crm.guard.fact_sentences import describe_facts
from crm.guard.facts import facts_about
from crm.people.records import PersonDetails
from crm.text import names
from ui import use_cases
from ui.context import Context
from ui.field_draft import OFFERED
from ui.guard.ask_text import AskText
from ui.guard.guard_line import GuardLine
from ui.theme.look import look
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel, in_scroll, sentence
from ui.widgets.layout import Line, Lines, Scroll
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

_LABELS = 136
_NOTHING = AskParts("", "", "")


class AskSheet(Sheet):
    """An ask that was not saved is kept as a draft when the sheet or the window closes, and shown again."""

    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Ask something", width=680)
        self._context = context
        self._person: PersonDetails | None = None
        self._kept: AskLine | None = None
        self._initial = _NOTHING
        self._is_filling = False
        self._build()
        self.text.textChanged.connect(self._check)
        self.text.done.connect(self.save_as_asked)
        for field in (self.why, self.offer):
            field.textChanged.connect(self._check)
        self.closed.connect(self.deleteLater)

    def begin(self, person: PersonDetails, again: AskLine | None = None) -> None:
        """`again` is a former ask, to be repeated in its own words; a draft takes precedence."""
        self._person, self._kept = person, queries.draft_for(self._context.read, person.id)
        first_name = names.first_name(person.full_name, person.given)
        facts = facts_about(self._context.read, person.id, self._context.today)
        self._title.setText(f"Ask {first_name} {'something' if again is None else 'again'}")
        self._facts.setText(describe_facts(facts, self._context.today))
        self._why_line.label.setText(f"why {first_name}")
        self.open()
        self.guard.consider(person.id, early_ask=True)
        left = _read(self._context.drafts.text(_place(person)))
        if (old := self._kept or again) is not None:
            self._initial = AskParts(old.words, old.why_you, old.offer)
        if left is not None or old is not None:
            self._fill(left or self._initial)
        self._check()
        self._offered.setVisible(left is not None)
        self.text.setFocus()

    def start_from_template(self) -> None:
        """Inserts the user's template for this person; existing text stays."""
        assert self._person is not None
        made = ask_mail.suggest_ask(self._context.read, self._person.id, self._person.full_name)
        written = self._written()
        self._fill(
            AskParts(
                written.words or made.words, written.why_you or made.why_you, written.offer or made.offer
            )
        )
        self.text.setFocus()
        self.text.select(ask_mail.PLACEHOLDER)

    def save_as_asked(self) -> None:
        """Saves it as one step; does nothing without text."""
        assert self._person is not None
        written = self._written()
        outcome = self._context.attempt(
            use_cases.asks.asking.ask, self._person.id, written.words,
            ask_id=self._kept.id if self._kept else None, why_you=written.why_you, offer=written.offer,
        )  # fmt: skip
        if outcome:
            self._kept, self._initial = None, _NOTHING
            self._fill(_NOTHING)
            self.close_sheet()
        else:
            self._problem.setText(str(outcome.refused))
            self._problem.show()
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.guard.takes(event):
            self._fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._person is not None:
            self._keep_draft(self._person.id)

    def _build(self) -> None:
        self._title, self._facts = PlainLabel("", "title"), in_scroll(sentence(""))
        self.guard = GuardLine(self._context, with_facts=False)
        self.text = AskText()
        self.why = InlineField("", "what makes them the one to ask")
        self.offer = InlineField("", "what you can do for them, however small")
        self._why_line = Line("why them", self.why, width=_LABELS)
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        self.findings = Lines()
        self._room = Scroll(margins=(0, 0, 0, 0))
        fields = Lines(self._why_line, Line("in return", self.offer, width=_LABELS))
        self._room.inside.installEventFilter(self)
        for part in (self.guard, self._facts, fields, self.findings):
            self._room.body.addWidget(part)
        self._offered = PlainLabel(OFFERED, "caption")
        self._offered.hide()
        for widget in (self._title, self.text, self._offered, self._room, self._problem):
            self.body.addWidget(widget)
        template = Button("Start from a template", "quiet", clicked=self.start_from_template)
        out = (Button("Copy", clicked=self._copy), Button("Open in mail", clicked=self._open_mail))
        save = Button("Save as asked", "primary", clicked=self.save_as_asked, keys="Ctrl+Enter")
        self.body.addWidget(button_row([template], [*out, save]))

    def _check(self) -> None:
        self._problem.hide()
        self._offered.hide()
        written = self._written()
        if not self._is_filling and self._person is not None:
            left = (
                ""
                if written == self._initial
                else json.dumps([written.words, written.why_you, written.offer])
            )
            self._context.drafts.keep(_place(self._person), left)
        found = shown_findings(self._context.read, check_ask(written.words, written.why_you, written.offer))
        self.text.mark(found)
        self.findings.clear()
        for one in found:
            self.findings.add(_finding(one))
        if written.words and not found:
            self.findings.add(
                Line(
                    "clear", in_scroll(sentence("Nothing to find fault with: easy to answer.")), width=_LABELS
                )
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._room.inside:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """The findings take the height they need, and scroll if the window is too low."""
        inside = self.card.minimumWidth() - look.px(42)  # its width may not be laid out yet
        laid_out = self._room.inside.layout()
        wanted = laid_out.totalHeightForWidth(inside) + look.px(2) if laid_out is not None else 0
        others = self.card.sizeHint().height() - self._room.height()
        room = self._window.height() - others - look.px(32)
        self._room.setFixedHeight(max(min(wanted, room), look.px(36)))
        self.place()

    def _written(self) -> AskParts:
        return AskParts(self.text.text().strip(), self.why.text().strip(), self.offer.text().strip())

    def _fill(self, written: AskParts) -> None:
        self._is_filling = True  # three fields make one draft: save them together
        self.why.setText(written.why_you)
        self.offer.setText(written.offer)
        self._is_filling = False
        self.text.set_text(written.words)

    def _mail(self) -> MailDraft:
        assert self._person is not None
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        return ask_mail.draft_ask(
            self._context.read, self._person.id, self._person.full_name, self._written(), owner
        )

    def _open_mail(self) -> None:
        draft = self._mail()
        if message := mail.open_mail(draft.to, draft.subject, draft.body):
            self._context.show_message(message)

    def _copy(self) -> None:
        draft = self._mail()
        mail.copy(f"{draft.subject}\n\n{draft.body}")
        self._context.show_message("Your ask is on the clipboard.")

    def _keep_draft(self, person_id: int) -> None:
        written, kept = self._written(), self._kept
        if written == self._initial:
            return
        is_kept = written == _NOTHING
        if written.words:
            is_kept = bool(self._context.do(
                use_cases.asks.asking.draft, person_id, written.words,
                ask_id=kept.id if kept else None, why_you=written.why_you, offer=written.offer,
            ))  # fmt: skip
        elif kept is not None:
            self._context.do(use_cases.asks.asking.discard, kept.id)
        if is_kept and self._person is not None:
            self._context.drafts.keep(_place(self._person), "")
        self._kept = queries.draft_for(self._context.read, person_id)


def _finding(one: AskFinding) -> Line:
    return Line(
        one.words if one.start is None else f"“{one.words}”", in_scroll(sentence(one.advice)), width=_LABELS
    )


def _place(person: PersonDetails) -> str:
    return f"ask of {person.uid}"


def _read(left: str) -> AskParts | None:
    """The draft as saved by `_check`; None if there is none."""
    try:
        words, why_you, offer = json.loads(left)
        return AskParts(str(words), str(why_you), str(offer))
    except (ValueError, TypeError):
        return None
