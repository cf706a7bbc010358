"""The sheet of one thing: where it comes from, what it belongs to, and its fields."""

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm.text.outside_text import shown
from crm.things.key import Key
from crm.things.origin import Origin, origin
from ui.context import Context
from ui.theme.look import look
from ui.thing_fields.thing_fields import ThingFields
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, Scroll, clear
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

_OF_BOOK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class ThingSheet(Sheet):
    """Closes when a page is opened from it, and when the thing is deleted."""

    def __init__(self, window: QWidget, context: Context, key: Key):
        """Raises NothingFound."""
        sentence = origin(context.read, key, context.today).sentence
        super().__init__(window, sentence, width=640)
        self._context, self._key = context, key
        self._shown: Origin | None = None
        self.title = PlainLabel("", "title", wrap=True)
        self.links = mark_reading(Flow(gap=4))
        self.fields = ThingFields(context, key, has_delete=False)
        self._room = Scroll(margins=(0, 0, 0, 0))
        self._room.body.addWidget(self.fields)
        self._room.inside.installEventFilter(self)
        self.done = mark_reading(Button("Done", "primary", clicked=self.close_sheet))
        foot = button_row([self.fields.delete], [self.done])
        for widget in (self.title, self.links, self._room, foot):
            self.body.addWidget(widget)
        self._show_origin()
        self.fields.reloaded.connect(self._show_origin)
        self.fields.gone.connect(self.close_sheet)
        context.page_requested.connect(self._on_page_requested)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.fields.focus_first()

    def event(self, event: QEvent) -> bool:
        """Undo and redo of the book stay in reach: each field saved is a step."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(keys) for keys in _OF_BOOK)
        ):
            event.ignore()
            return False
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._room.inside:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_page_requested(self, _name: str, _target: object) -> None:
        self.close_sheet()

    def _show_origin(self) -> None:
        found = origin(self._context.read, self._key, self._context.today)
        if found == self._shown:
            return
        self._shown = found
        self.title.setText(found.sentence)
        for widget in (self, self.card):
            widget.setAccessibleName(shown(found.sentence))
        clear(self.links.flow)
        for related in found.related:
            self._add_link(related.words, partial(self._open_thing, related.key))
        for person in found.people:
            if person.id is not None:
                self._add_link(f"Open {person.name}", partial(self._context.open_person, person.id))
        self.links.setVisible(bool(self.links.flow.count()))

    def _add_link(self, words: str, open_it: "partial[None]") -> None:
        self.links.flow.addWidget(Button(words, "link", clicked=open_it))

    def _open_thing(self, key: Key) -> None:
        self.close_sheet()
        self._context.open_thing(key)

    def _fit(self) -> None:
        """The fields take the height they need, and scroll if the window is too low."""
        layout = self._room.inside.layout()
        width = self.card.minimumWidth() - look.px(42)  # it may not be laid out yet
        wanted = -1 if layout is None else layout.totalHeightForWidth(width)
        if layout is not None and wanted < 0:  # no row wraps
            wanted = layout.totalSizeHint().height()
        # A line's own minimum would do for Qt, however long its note is.
        self._room.inside.setMinimumHeight(wanted)
        others = self.card.sizeHint().height() - self._room.height()
        room = self._window.height() - others - look.px(32)
        self._room.setFixedHeight(max(min(wanted + look.px(2), room), look.px(72)))
        self.place()
