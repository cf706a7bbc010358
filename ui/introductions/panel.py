"""The panel of an introduction: why each would want to meet the other, the mail of the next step, what is so far."""

from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.introductions.cautions import cautions
from crm.introductions.next_step import describe
from crm.introductions.overview import ListedIntroduction
from crm.introductions.so_far import so_far
from ui.context import Context
from ui.introduction_mail import step_draft
from ui.introductions.cards import title_of
from ui.introductions.commands import IntroductionCommands
from ui.introductions.sides import SideAnswers
from ui.kept_field import KeptField
from ui.widgets.buttons import Button
from ui.widgets.draft_card import DraftCard
from ui.widgets.fields import InlineNote
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import Flow, column
from ui.widgets.read_only_controls import mark_reading


class FocusedPart(NamedTuple):
    """A field or an answer that has the keyboard, and where its cursor is."""

    name: str
    position: int = 0


OUTCOME = FocusedPart("What came of it")


class IntroductionPanel(QWidget):
    def __init__(
        self,
        context: Context,
        commands: IntroductionCommands,
        listed: ListedIntroduction,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._context, self._commands, self._listed = context, commands, listed
        self._record, self._step = listed.record, listed.step
        self.draft: DraftCard | None = None
        self.reasons: list[InlineNote] = []
        self.sides: SideAnswers | None = None
        self.outcome: InlineNote | None = None
        self._inside = column(PlainLabel(title_of(self._record), "strong", wrap=True), gap=8)
        self.setLayout(self._inside)
        self._show_next()
        if self._record.by is None:
            self._show_reasons()
        self._show_draft()
        self._show_answers()
        self._show_outcome()
        self._show_story()
        self._show_actions()

    def focus_first(self) -> None:
        """The mail of the next step, else what is awaited: an answer, or what came of it."""
        awaited = self.draft.open_mail if self.draft is not None else self.outcome
        chip = self.sides.chip_awaited() if self.sides is not None else None
        target = awaited or chip or self.findChild(Button) or self.findChild(InlineNote)
        if target is not None:
            target.setFocus()

    def focused_part(self) -> FocusedPart | None:
        """For `focus_part` of the panel that replaces this one."""
        focused = self.window().focusWidget()
        name = next((name for name, part in self._parts().items() if part is focused), None)
        if name is None:
            return None
        return FocusedPart(name, focused.textCursor().position() if isinstance(focused, InlineNote) else 0)

    def focus_part(self, wanted: FocusedPart) -> bool:
        part = self._parts().get(wanted.name)
        if part is None:
            return False
        part.setFocus()
        if isinstance(part, InlineNote):
            cursor = part.textCursor()
            cursor.setPosition(min(wanted.position, len(part.toPlainText())))
            part.setTextCursor(cursor)
        return True

    def _parts(self) -> dict[str, QWidget]:
        """What keeps the keyboard while the panel is filled anew. Buttons do not: their step has been taken."""
        fields = {note.accessibleName(): note for note in self.findChildren(InlineNote)}
        chips = self.sides.chips if self.sides is not None else []
        return {**fields, **{f"answer {place}": chip for place, chip in enumerate(chips, 1)}}

    def _show_next(self) -> None:
        words = describe(self._record, self._step, self._context.today)
        if words:
            self._inside.addWidget(PlainLabel(words, "small", wrap=True))
        found = cautions(self._context.read, self._record, self._context.today)
        if found:
            self._add("With care", sentence(" ".join(found)))

    def _show_reasons(self) -> None:
        for place, side in enumerate(self._record.sides, 1):
            other = self._record.people[2 - place].first_name if len(self._record.sides) == 2 else "the other"
            note = InlineNote("", f"Why meeting {other} would help {side.person.first_name}")
            note.setAccessibleName(f"For {side.person.first_name}")
            kept = KeptField(self._context, note)
            kept.show_text(f"reason {place} of {self._record.key}", side.reason)
            kept.changed.connect(partial(self._save_reason, kept, place))
            self.reasons.append(note)
            self._add(f"For {side.person.first_name}", kept)

    def _save_reason(self, kept: KeptField[InlineNote], place: int, words: str) -> None:
        kept.settle(self._commands.save_reason(self._record, place, words))

    def _show_draft(self) -> None:
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        found = step_draft(self._context.read, self._record, self._step, self._context.today, owner)
        if found is None or self._waits_for_its_day():
            self._show_step_without_mail()
            return
        to = self._record.people[found.place - 1].id if found.place else None
        self.draft = DraftCard(
            self._context,
            found.mail,
            found.done,
            lambda: self._commands.complete(self._record, self._step),
            f"{self._record.key} {self._step.kind} {found.place or 0}",
            to,
        )
        if found.nameless is not None:
            self.draft.offer_variant("Without the name", "With the name", found.nameless)
        self._add("Draft" if found.place is None else f"Draft for {self._to(found.place)}", self.draft)

    def _waits_for_its_day(self) -> bool:
        """Asked a moment ago: a mail that asks again has no place here yet."""
        return self._step.kind in ("ask_again", "follow_up") and not self._step.is_due(self._context.today)

    def _to(self, place: int) -> str:
        return self._record.people[place - 1].first_name

    def _show_step_without_mail(self) -> None:
        words = {"offer": "Offer it", "ask": "Asked", "make": "Made", "follow_up": "They replied"}
        label = words.get(self._step.kind, "")
        if label:
            kind = "primary" if self._step.kind == "offer" else "plain"
            do = partial(self._commands.complete, self._record, self._step)
            self._inside.addWidget(Flow(Button(label, kind, clicked=do), gap=8))

    def _show_answers(self) -> None:
        if self._record.by is None and self._record.state in ("offered", "asking", "dropped"):
            self.sides = SideAnswers(self._context, self._commands, self._record)
            self._add("Their answers", self.sides)

    def _show_outcome(self) -> None:
        if self._record.made_on is None:
            return
        self.outcome = note = InlineNote("", "What came of it")
        note.setAccessibleName(OUTCOME.name)
        kept = KeptField(self._context, note)
        kept.show_text(f"outcome of {self._record.key}", self._record.came_of)
        kept.changed.connect(lambda words: kept.settle(self._commands.save_came_of(self._record, words)))
        self._add("What came of it", kept)

    def _show_story(self) -> None:
        if words := so_far(self._record, self._context.today):
            self._add("So far", sentence(words))

    def _show_actions(self) -> None:
        people = (*self._record.people, *([self._record.by] if self._record.by else []))
        links = [
            mark_reading(
                Button(f"Open {one.name}", "link", clicked=partial(self._context.open_person, one.id))
            )
            for one in people
            if one.id is not None
        ]
        if self._record.made_on is None and self._record.state != "dropped":
            links.append(Button("Drop it", "link", clicked=partial(self._commands.drop, self._record)))
        links.append(Button("Edit", "link", clicked=partial(self._commands.edit, self._record)))
        links.append(Button("Delete", "link", clicked=partial(self._commands.delete, self._record)))
        self._inside.addSpacing(10)
        self._inside.addWidget(Flow(*links, gap=12))

    def _add(self, heading: str, widget: QWidget) -> None:
        self._inside.addSpacing(10)
        self._inside.addWidget(section(heading))
        self._inside.addWidget(widget)
