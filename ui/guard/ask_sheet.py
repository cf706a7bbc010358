"""Asking someone: what there is between you, the ask with what makes it vague, and where it goes."""

import json

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm import settings
from crm.asks import queries
from crm.asks.queries import AskLine
from crm.asks.vague_asks import Finding, check_ask
from crm.drafts import ask_mail
from crm.drafts.ask_mail import AskParts
from crm.drafts.mail_draft import MailDraft
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
from ui.widgets.beside_or_below import foot
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel, in_scroll, sentence
from ui.widgets.layout import Line, Lines, Scroll
from ui.widgets.sheet import Sheet

_LABELS = 136
_NOTHING = AskParts("", "", "")


class AskSheet(Sheet):
    """What is written and not asked is kept as a draft when the sheet closes, or the window with it, and is there again."""

    def __init__(self, window: QWidget, context: Context):
        super().__init__(window, "Ask something", width=680)
        self._context = context
        self._person: PersonDetails | None = None
        self._kept: AskLine | None = None
        self._begun = _NOTHING
        self._is_filling = False
        self._build()
        self.text.textChanged.connect(self._check)
        self.text.done.connect(self.save_as_asked)
        for field in (self.why, self.offer):
            field.textChanged.connect(self._check)
        self.closed.connect(self.deleteLater)

    def begin(self, person: PersonDetails, again: AskLine | None = None) -> None:
        """`again` is what was asked before, and is asked anew in its own words; a draft goes before it."""
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
            self._begun = AskParts(old.words, old.why_you, old.offer)
        if left is not None or old is not None:
            self._fill(left or self._begun)
        self._check()
        self._offered.setVisible(left is not None)
        self.text.setFocus()

    def start_from_template(self) -> None:
        """The user's own words about this person; what is written already stays."""
        assert self._person is not None
        made = ask_mail.suggest_ask(self._context.read, self._person.id, self._person.full_name)
        said = self._said()
        self._fill(AskParts(said.words or made.words, said.why_you or made.why_you, said.offer or made.offer))
        self.text.setFocus()
        self.text.select(ask_mail.PLACEHOLDER)

    def save_as_asked(self) -> None:
        """One step; with nothing written there is nothing to ask."""
        assert self._person is not None
        said = self._said()
        outcome = self._context.attempt(
            use_cases.asks.asking.ask, self._person.id, said.words,
            ask_id=self._kept.id if self._kept else None, why_you=said.why_you, offer=said.offer,
        )  # fmt: skip
        if outcome:
            self._kept, self._begun = None, _NOTHING
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
        self.body.addWidget(foot([template], [*out, save]))

    def _check(self) -> None:
        self._problem.hide()
        self._offered.hide()
        said = self._said()
        if not self._is_filling and self._person is not None:
            left = "" if said == self._begun else json.dumps([said.words, said.why_you, said.offer])
            self._context.drafts.keep(_place(self._person), left)
        found = check_ask(said.words, said.why_you, said.offer)
        self.text.mark(found)
        self.findings.clear()
        for one in found:
            self.findings.add(_finding(one))
        if said.words and not found:
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
        """What is said of the ask takes what it needs, and scrolls where the window is too low for it."""
        inside = self.card.minimumWidth() - look.px(42)  # its width may not be laid out yet
        laid_out = self._room.inside.layout()
        wanted = laid_out.totalHeightForWidth(inside) + look.px(2) if laid_out is not None else 0
        others = self.card.sizeHint().height() - self._room.height()
        room = self._window.height() - others - look.px(32)
        self._room.setFixedHeight(max(min(wanted, room), look.px(36)))
        self.place()

    def _said(self) -> AskParts:
        return AskParts(self.text.text().strip(), self.why.text().strip(), self.offer.text().strip())

    def _fill(self, said: AskParts) -> None:
        self._is_filling = True  # three fields are one draft: not one by one
        self.why.setText(said.why_you)
        self.offer.setText(said.offer)
        self._is_filling = False
        self.text.set_text(said.words)

    def _mail(self) -> MailDraft:
        assert self._person is not None
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        return ask_mail.draft_ask(
            self._context.read, self._person.id, self._person.full_name, self._said(), owner
        )

    def _open_mail(self) -> None:
        draft = self._mail()
        if told := mail.open_mail(draft.to, draft.subject, draft.body):
            self._context.tell(told)

    def _copy(self) -> None:
        draft = self._mail()
        mail.copy(f"{draft.subject}\n\n{draft.body}")
        self._context.tell("Your ask is on the clipboard.")

    def _keep_draft(self, person_id: int) -> None:
        said, kept = self._said(), self._kept
        if said == self._begun:
            return
        is_kept = said == _NOTHING
        if said.words:
            is_kept = bool(self._context.do(
                use_cases.asks.asking.draft, person_id, said.words,
                ask_id=kept.id if kept else None, why_you=said.why_you, offer=said.offer,
            ))  # fmt: skip
        elif kept is not None:
            self._context.do(use_cases.asks.asking.discard, kept.id)
        if is_kept and self._person is not None:
            self._context.drafts.keep(_place(self._person), "")
        self._kept = queries.draft_for(self._context.read, person_id)


def _finding(one: Finding) -> Line:
    return Line(
        one.words if one.start is None else f"“{one.words}”", in_scroll(sentence(one.advice)), width=_LABELS
    )


def _place(person: PersonDetails) -> str:
    return f"ask of {person.uid}"


def _read(left: str) -> AskParts | None:
    """What was being written, as `_check` wrote it down; None where nothing of it was."""
    try:
        words, why_you, offer = json.loads(left)
        return AskParts(str(words), str(why_you), str(offer))
    except (ValueError, TypeError):
        return None
