"""The panel in which an ask is written: what speaks against it now, its words with the checker, and how it goes out."""

import json

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.asks import queries
from crm.asks.queries import AskLine
from crm.asks.remedies import Remedy, Suggestions, remedy_for
from crm.asks.rules_off import shown_findings
from crm.asks.sizes import SIZES, with_size
from crm.asks.vague_asks import check_ask
from crm.drafts import ask_mail
from crm.drafts.ask_mail import AskParts
from crm.drafts.mail import MailDraft
from crm.guard.rules import Caution
from crm.people.short_names import PersonRef
from ui import use_cases
from ui.asks.ask_words import AskWords
from ui.asks.findings import Findings
from ui.asks.kept_note import KeptNote
from ui.asks.person_head import PersonHead
from ui.context import Context
from ui.guard.guard_line import GuardLine
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.labels import section
from ui.widgets.layout import Flow, column
from ui.widgets.segments import Segments

_FIELDS = (
    ("respect", "What I respect", "what of theirs you know and value"),
    ("why", "Why {name}", "what makes them the one to ask"),
    ("offer", "In return", "what you can do for them, however small"),
)


class WritingPanel(QWidget):
    """Saved as it is typed, as a draft; without words yet, beside the book. `ask_id` is None until the first words."""

    def __init__(
        self,
        context: Context,
        person: PersonRef,
        ask: AskLine | None,
        warnings: dict[int, Caution | None],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        assert person.id is not None
        self._context, self.person, self._person_id = context, person, person.id
        self.ask_id = ask.id if ask else None
        self._noted: Suggestions | None = None
        self._is_sent = False
        self._build(warnings)
        self.show_ask(ask)
        if ask is None:
            self._show_unsaved()
        self._connect()
        self._check()

    def show_ask(self, ask: AskLine | None) -> None:
        """What the book has now; text being typed here stays."""
        if ask is None:
            return
        self.words.show_text(ask.words)
        for name, text in (("respect", ask.respect), ("why", ask.why_you), ("offer", ask.offer)):
            self.fields[name].show_text(text)
        self.sizes.show_value(ask.size if ask.size in SIZES else None)
        self._size = ask.size
        self._check()

    def use_first_remedy(self) -> None:
        if (remedy := self.findings.first_remedy) is not None:
            self.use(remedy)

    def use(self, remedy: Remedy) -> None:
        if not remedy.field:
            self.words.replace(remedy.start, remedy.end, remedy.text, remedy.select)
        elif remedy.field == "size":
            self._choose_size(remedy.text)
        else:
            field = self.fields[remedy.field]
            field.setFocus()
            field.insertPlainText(remedy.text)

    def start_from_template(self) -> None:
        """Fills what is empty with a question to complete and what the book knows; what was written stays."""
        made = ask_mail.suggest_ask(self._context.read, self._person_id, self.person.name)
        for field, text in (("why", made.why_you), ("offer", made.offer)):
            if text and not self.fields[field].toPlainText().strip():
                self.fields[field].take(text)
        if not self.words.toPlainText().strip():
            self.words.replace(0, len(self.words.toPlainText()), made.words, ask_mail.PLACEHOLDER)
        self._check()

    def dismiss_warning(self) -> None:
        self.guard.dismiss()

    def mark_as_asked(self) -> None:
        self._save_typed()
        outcome = self._context.do(
            use_cases.asks.asking.ask,
            self._person_id,
            self.words.toPlainText(),
            ask_id=self.ask_id,
            **self._written(),
        )
        if outcome.value is not None:
            self._is_sent = True
            self._context.drafts.keep(self._place, "")

    def open_mail(self) -> None:
        if (draft := self._mail()) is not None and (
            message := mail.open_mail(draft.to, draft.subject, draft.body)
        ):
            self._context.show_message(message)

    def copy(self) -> None:
        if (draft := self._mail()) is not None:
            mail.copy(f"{draft.subject}\n\n{draft.body}")
            self._context.show_message("Your ask is on the clipboard.")

    def _build(self, warnings: dict[int, Caution | None]) -> None:
        former = next(iter(queries.of_person(self._context.read, self._person_id, limit=1)), None)
        self.head = PersonHead(self._context, self.person, f"Ask {self.person.name}", former)
        self.guard = GuardLine(self._context, with_facts=False, warnings=warnings)
        self.guard.consider(self._person_id, early_ask=True)
        self.words, self.findings = AskWords(), Findings()
        self.fields: dict[str, KeptNote] = {}
        self._size = ""
        self.template = Button("Start from a template", "link", clicked=self.start_from_template)
        under_words = (self.template, self.findings)
        inside = column(self.head, self.guard, section("In your words"), self.words, *under_words, gap=8)
        for name, label, hint in _FIELDS:
            heading = label.format(name=self.person.first_name)
            self.fields[name] = KeptNote(hint)
            self.fields[name].setAccessibleName(heading)
            inside.addSpacing(4)
            inside.addLayout(column(section(heading), self.fields[name], gap=2))
        self.sizes: Segments[str] = Segments(
            "How much it takes", [(one, one) for one in SIZES], self._choose_size
        )
        inside.addLayout(column(section("Size"), self.sizes, gap=6))
        inside.addSpacing(8)
        inside.addWidget(
            Flow(
                Button("Open in mail", "primary", clicked=self.open_mail),
                Button("Copy", clicked=self.copy),
                Button("Mark as asked", "quiet", clicked=self.mark_as_asked),
                gap=8,
            )
        )
        self.setLayout(inside)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._check)
        for field in (self.words, *self.fields.values()):
            field.edited_text.connect(lambda _text: self._save())
        for field in self.fields.values():
            field.textChanged.connect(self._check)
        self.findings.remedy_chosen.connect(self.use)
        self.findings.rule_turned_off.connect(self._turn_off)

    @property
    def _place(self) -> str:
        return f"new ask to {self.person.uid}"

    def _written(self) -> "use_cases.asks.asking.AskFields":
        return {
            "respect": self.fields["respect"].toPlainText(),
            "why_you": self.fields["why"].toPlainText(),
            "offer": self.fields["offer"].toPlainText(),
            "size": self._size,
        }

    def _show_unsaved(self) -> None:
        """What was written for this person before there were words."""
        try:
            left = json.loads(self._context.drafts.text(self._place))
            self._size = str(left["size"])
            for name, key in (("respect", "respect"), ("why", "why_you"), ("offer", "offer")):
                self.fields[name].take(str(left[key]))
        except (ValueError, TypeError, KeyError):
            return
        self.sizes.show_value(self._size if self._size in SIZES else None)

    def _save_typed(self) -> None:
        """What was typed a moment ago."""
        for field in (self.words, *self.fields.values()):
            field.save()

    def _save(self) -> None:
        if self._is_sent:  # its fields save once more when they are left
            return
        words, written = self.words.toPlainText(), self._written()
        if not words.strip():
            if self.ask_id is None:
                self._context.drafts.keep(self._place, json.dumps(written) if any(written.values()) else "")
            return  # a draft needs words: the last ones stay in the book
        outcome = self._context.do_silently(
            use_cases.asks.asking.draft, self._person_id, words, ask_id=self.ask_id, **written
        )
        if outcome.value is not None and self.ask_id is None:
            self.ask_id = outcome.value
            self._context.drafts.keep(self._place, "")

    def _choose_size(self, size: str) -> None:
        self._size = size
        self.sizes.show_value(size)
        self._save()
        self._check()

    def _turn_off(self, rule: str) -> None:
        self._context.do(use_cases.asks.rules_off.turn_off, rule)
        self._check()

    def _check(self) -> None:
        words, written = self.words.toPlainText(), self._written()
        found = check_ask(words, written["why_you"] or written["respect"], written["offer"], written["size"])
        shown = shown_findings(self._context.read, found)
        self.words.mark(shown)
        pairs = [(one, remedy_for(one, words, self._size, self._suggestions())) for one in shown]
        self.findings.show_findings(pairs, bool(words.strip()))
        self.template.setVisible(not words.strip())

    def _suggestions(self) -> Suggestions:
        if self._noted is None:
            made = ask_mail.suggest_ask(self._context.read, self._person_id, self.person.name)
            self._noted = Suggestions(made.why_you, made.offer)
        return self._noted

    def _mail(self) -> MailDraft | None:
        self._save_typed()
        words, written = self.words.toPlainText().strip(), self._written()
        if not words:
            self._context.show_message("Write your ask first: one question to one person.")
            self.words.setFocus()
            return None
        parts = AskParts(
            with_size(words, self._size), written["why_you"] or written["respect"], written["offer"]
        )
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        return ask_mail.draft_ask(self._context.read, self._person_id, self.person.name, parts, owner)
