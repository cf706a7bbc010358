"""The panel of one item: who would welcome it, sending it with a reason, who has it, and its fields."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm.people.short_names import person_refs
from crm.shelf.page_title import fetch_title
from crm.shelf.whole_item import WholeItem
from crm.text import days_in_words
from crm.text.assignments import Assignment
from crm.things.key import Key
from ui import background, use_cases
from ui.context import Context
from ui.shelf.holders import Holders
from ui.shelf.recipients import Recipients
from ui.shelf.share_card import ShareCard
from ui.thing_fields.thing_fields import ThingFields
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, section
from ui.widgets.layout import Flow, column
from ui.widgets.links import open_link
from ui.widgets.read_only_controls import mark_reading


class ItemPanel(QWidget):
    """Follows changes of its item by `show_item`; what is being typed stays."""

    grown = Signal()  # something to write in was added below

    def __init__(self, context: Context, item: WholeItem, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self.item = context, item
        self.card: ShareCard | None = None
        self.title = in_scroll(PlainLabel("", "strong", wrap=True))
        self.about = in_scroll(PlainLabel("", "small", wrap=True))
        self.open_link = mark_reading(Button("Open the link", "link", clicked=self.open))
        self.fetch = Button("Fetch the title", "link", clicked=self.fetch_title)
        self.recipients = Recipients(context)
        self.recipients.person_chosen.connect(self.choose)
        self._place = column(gap=0)
        self.holders = Holders(context)
        self.fields = ThingFields(context, Key("item", item.id))
        self._inside = column(self.title, self.about, Flow(self.open_link, self.fetch, gap=12), gap=6)
        self._inside.addSpacing(10)
        self._inside.addWidget(self.recipients)
        self._inside.addLayout(self._place)
        self._inside.addSpacing(10)
        self._inside.addWidget(self.holders)
        self._inside.addSpacing(10)
        self._inside.addWidget(section("About it"))
        self._inside.addWidget(self.fields)
        self.setLayout(self._inside)
        self.show_item(item)

    def show_item(self, item: WholeItem) -> None:
        self.item = item
        self.title.setText(item.title)
        self.about.setText(self._about())
        self.open_link.setVisible(bool(item.url))
        self.fetch.setVisible(bool(item.url))
        self.recipients.show_item(item)
        self.holders.show_sent(item.sent)
        was_sending = False
        if self.card is not None and any(one.person.id == self.card.person.id for one in item.sent):
            was_sending = self.card.isAncestorOf(self.window().focusWidget() or self)
            self._put_card(None)
        if self.card is not None:
            self.card.show_item(item)
        else:
            self._choose_first()
        if was_sending:  # its button has gone: on to the next person
            self.focus_reason()

    def choose(self, person_id: int) -> None:
        """Shows what would be sent to this person; or when they got it, if they have it."""
        before = next((one for one in self.item.sent if one.person.id == person_id), None)
        if before is not None:
            when = f" You sent it {days_in_words.on(before.on, self._context.today)}." if before.on else ""
            self._context.show_message(f"{before.person.name} has “{self.item.title}” already.{when}")
            return
        self._show_card(person_id)
        self.focus_reason()

    def focus_reason(self) -> None:
        if self.card is not None:
            self.card.show()
            self.card.reason.setFocus()
            self.grown.emit()
        else:
            self.recipients.other.setFocus()

    def focus_title(self) -> None:
        """A title taken from the address is selected, so that typing replaces it."""
        self.fields.focus_first()
        title = self.window().focusWidget()
        if isinstance(title, QLineEdit) and self.item.title in self.item.url:
            title.selectAll()

    def open(self) -> None:
        if message := open_link(self.item.url):
            self._context.show_message(message)

    def fetch_title(self) -> None:
        """The only request this page makes, and only when it is asked for."""
        if not self._context.may_write() or not self.item.url:
            return
        self.fetch.setEnabled(False)
        self.fetch.set_text("Fetching the title…")
        background.run_in_background(
            partial(fetch_title, self.item.url), self._on_fetched, self._on_not_fetched
        )

    def _on_fetched(self, title: str) -> None:
        self._show_fetched()
        key = Key("item", self.item.id)
        self._context.do(use_cases.things.one.edit, key, [Assignment("title", "=", title)])

    def _on_not_fetched(self, reason: Exception) -> None:
        self._show_fetched()
        self._context.show_message(str(reason))

    def _show_fetched(self) -> None:
        self.fetch.setEnabled(True)
        self.fetch.set_text("Fetch the title")

    def _about(self) -> str:
        on, giver = self.item.added_on, self.item.giver
        saved = f"saved {days_in_words.plain(on, self._context.today)}" if on else ""
        return f"{saved} from {giver.name}".strip() if giver is not None else saved

    def _choose_first(self) -> None:
        first = next(iter(self.recipients.buttons), None)
        if first is not None:
            self._show_card(first)

    def _show_card(self, person_id: int) -> None:
        if self.card is None or self.card.person.id != person_id:
            found = person_refs(self._context.read, [person_id]).get(person_id)
            self._put_card(ShareCard(self._context, self.item, found) if found is not None else None)

    def _put_card(self, card: ShareCard | None) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
        self.card = card
        if card is not None:
            self._place.addWidget(card)
