"""After an event: who was met, up to five of them chosen, everyone else kept quietly."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm.events.meeting_people import Met
from crm.events.whole_event import WholeEvent
from crm.meetings.people_at_event import MOST_CHOSEN
from crm.text.days_in_words import number
from ui import use_cases
from ui.context import Context
from ui.event.name_chips import NameChip, NameChips
from ui.event.person_card import PersonCard
from ui.kept_field import KeptField
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField
from ui.widgets.labels import sentence
from ui.widgets.layout import Card, column, row

_TWO_ACROSS = 640  # design pixels


def left_words(chosen: int) -> str:
    """ "Two places left. Nobody else? That is fine too." """
    left = MOST_CHOSEN - chosen
    if left == 0:
        return ""
    places = f"{number(left).capitalize()} {'place' if left == 1 else 'places'} left"
    return (
        f"{places}. Nobody else? That is fine too."
        if chosen
        else "Choose up to five whom you want to remember."
    )


class AfterColumn(QWidget):
    list_wanted = Signal()  # to paste a list of attendees

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._event: WholeEvent | None = None
        self._chosen_last: int | None = None  # until the card is there to take the focus
        self.cards: dict[int, PersonCard] = {}
        hint = "who else was there? Names, with commas between them"
        self._kept_names = KeptField(context, InlineField("", hint, flat="false"))
        self.names = self._kept_names.field
        self.names.setAccessibleName("People you met")
        self._kept_names.changed.connect(self._add_names)
        self.paste = Button("From a list…", clicked=self.list_wanted.emit, keys="L")
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(16))
        self._empty = Card("outline", (16, 40), self)
        self._empty_words = sentence("")
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.body.addWidget(self._empty_words)
        self._build_chips()
        across = row(self._kept_names, self.paste, gap=8)
        across.setStretch(0, 1)
        whole = column(gap=12)
        whole.addLayout(across)
        whole.addLayout(self._grid)
        whole.addWidget(self.hoped)
        whole.addWidget(self.quiet)
        self.setLayout(whole)

    def _build_chips(self) -> None:
        self.hoped = NameChips(
            "You hoped to meet",
            "Enter on a name notes that you met; Del takes it off the list.",
            self._meet,
            self._give_up,
            "Met",
            "Off the list",
        )
        self.quiet = NameChips(
            "Kept quietly",
            "Enter on a name chooses it; Del takes it out.",
            self.choose,
            self._take_out,
            "Choose",
            "Not met after all",
        )

    def show_event(self, event: WholeEvent) -> None:
        before, self._event = self._event, event
        if before is None or before.id != event.id:
            self._forget_cards()
        self._kept_names.show_text(f"names met at event {event.uid}", "")
        self._show_cards(event)
        self.hoped.show_names([NameChip(one.id, one.person.name) for one in event.not_met_yet])
        self.quiet.show_names(
            [NameChip(one.person.id, one.person.name) for one in event.quiet if one.person.id]
        )
        self._arrange()
        self._focus_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def choose(self, person_id: int) -> None:
        """The focus goes on to what the person said."""
        if self._event is None:
            return
        self._chosen_last = person_id
        choose = use_cases.events.meeting_people.choose
        if not self._context.do_silently(choose, self._event.id, person_id):
            self._chosen_last = None

    def _focus_chosen(self) -> None:
        card = self.cards.get(self._chosen_last) if self._chosen_last is not None else None
        if card is not None:
            card.said.setFocus()
            self._chosen_last = None

    def _forget_cards(self) -> None:
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = {}

    def _show_cards(self, event: WholeEvent) -> None:
        chosen = {one.person.id: one for one in event.chosen if one.person.id is not None}
        for gone in [person_id for person_id in self.cards if person_id not in chosen]:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for person_id, one in chosen.items():
            if person_id in self.cards:
                self.cards[person_id].show_person(one)
            else:
                self.cards[person_id] = PersonCard(self._context, event, one)
                self.cards[person_id].released.connect(self._release)
        self._empty_words.setText(left_words(len(chosen)))
        self._empty.setVisible(len(chosen) < MOST_CHOSEN)

    def _meet(self, hope_id: int) -> None:
        hope = (
            next((one for one in self._event.not_met_yet if one.id == hope_id), None) if self._event else None
        )
        if self._event is not None and hope is not None:
            add_met = use_cases.events.meeting_people.add_met
            self._context.do(add_met, self._event.id, [Met(hope.person.name, hope.person.id)])

    def _give_up(self, hope_id: int) -> None:
        self._context.do(use_cases.events.preparing.give_up_hope, hope_id)

    def _arrange(self) -> None:
        """Two cards beside each other, one in a narrow window."""
        across = 2 if self.width() >= look.px(_TWO_ACROSS) else 1
        while self._grid.count():
            self._grid.takeAt(0)
        shown: list[QWidget] = [*self.cards.values()]
        shown += [self._empty] if len(self.cards) < MOST_CHOSEN else []
        for place, widget in enumerate(shown):
            self._grid.addWidget(widget, place // across, place % across)
            widget.show()
        for column_at in range(2):
            self._grid.setColumnStretch(column_at, 1 if column_at < across else 0)

    def _add_names(self, text: str) -> None:
        names = [
            one.strip() for one in text.replace(";", ",").replace(" and ", ",").split(",") if one.strip()
        ]
        if self._event is None:
            return
        if not names:
            self._kept_names.draft.settle()
            return
        outcome = self._context.attempt(use_cases.events.meeting_people.met, self._event.id, names)
        if outcome:
            self.names.take("")
        self._kept_names.settle(outcome)

    def _release(self, person_id: int) -> None:
        if self._event is not None:
            self._context.do(use_cases.events.meeting_people.keep_quietly, self._event.id, person_id)
            self.names.setFocus()

    def _take_out(self, person_id: int) -> None:
        if self._event is not None:
            self._context.do(use_cases.events.meeting_people.take_out, self._event.id, person_id)


def met_words(event: WholeEvent) -> str:
    """The sentence under the title."""
    count = len(event.met)
    if not count:
        return "Whom did you meet? Names are enough; the few you choose are remembered in more words."
    people = "One person" if count == 1 else f"{number(count).capitalize()} people"
    return f"{people} met. Who stays with you? Up to five; everyone else is kept quietly."
