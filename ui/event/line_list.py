"""A card of short lines that are typed in place: questions to ask, things to offer."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.events.whole_event import EventLine
from ui.widgets.buttons import IconButton
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Lines, column, row


class LineList(QWidget):
    """`on_change` gets the id of a line and its new text, "" to take it away; `on_add` the text of a new one."""

    def __init__(
        self,
        name: str,
        on_add: Callable[[str], bool],
        on_change: Callable[[int, str], object],
        most: int = 99,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._name, self._on_change, self._most = name, on_change, most
        self._on_add = on_add
        self.fields: list[InlineField] = []
        self.card = Card(padding=(8, 4))
        self.lines = Lines()
        self.new_field = InlineField("", "")
        self.new_field.edited_text.connect(self._add)
        self.card.body.addWidget(self.lines)
        self.card.body.addWidget(self.new_field)
        self.setLayout(column(self.card, gap=0))
        self._shown: Sequence[EventLine] = ()

    def show_lines(self, shown: Sequence[EventLine], placeholder: str) -> None:
        self.new_field.setPlaceholderText(placeholder)
        self.new_field.setAccessibleName(placeholder)
        is_full = len(shown) >= self._most
        goes_with_focus = is_full and self.new_field.hasFocus()
        self.new_field.setVisible(not is_full)
        if tuple(shown) == tuple(self._shown) and len(self.fields) == len(shown):
            return
        focused = next((at for at, field in enumerate(self.fields) if field.hasFocus()), None)
        self._shown = tuple(shown)
        self.lines.clear()
        self.fields = []
        for number, one in enumerate(shown, 1):
            self.lines.add(self._line(number, one))
        if focused is not None and focused < len(self.fields):
            self.fields[focused].setFocus()
        elif focused is not None:
            self.new_field.setFocus()
        if goes_with_focus:  # not to where Qt takes it, to the first field of the page
            self.fields[-1].setFocus()

    def _line(self, number: int, one: EventLine) -> QWidget:
        field = InlineField(one.words)
        field.setAccessibleName(f"{self._name} {number}")
        field.edited_text.connect(partial(self._on_change, one.id))
        self.fields.append(field)
        line = QWidget()
        cross = IconButton("x", f"Take “{one.words}” away", size=24, role="text3")
        cross.clicked.connect(lambda _checked=False: self._on_change(one.id, ""))
        label = PlainLabel(str(number), "quiet")
        across = row(label, field, cross, gap=8, margins=(8, 2, 4, 2))
        across.setStretch(1, 1)
        line.setLayout(across)
        return line

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        if self._on_add(text):
            self.new_field.take("")
        else:
            self.new_field.refuse()
