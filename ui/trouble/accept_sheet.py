"""Sheet to choose damaged rows that are accepted as they are."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from crm.examination import Finding
from crm.trouble.survey import Damaged
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, sentence
from ui.widgets.layout import Scroll, column
from ui.widgets.responsive_row import button_row
from ui.widgets.sheet import Sheet

_WORDS = (
    "What you choose counts from now on as it stands in the book today. The damaged file is copied first and stays "
    "beside your backups."
)
_MOST = 200  # check boxes; a book with more damage is better restored
_ALONE, _WITH_WORDS = 36, 58  # design pixels of a row


class AcceptSheet(Sheet):
    def __init__(self, window: QWidget, rows: Sequence[Damaged], accept: Callable[[list[Finding]], object]):
        super().__init__(window, "Keep as it is", width=600, top=64)
        self._rows, self._accept = rows[:_MOST], accept
        self.boxes = [self._box(one) for one in self._rows]
        self.body.addWidget(PlainLabel("Keep as it is", "title"))
        self.body.addWidget(sentence(_WORDS))
        scroll = Scroll(margins=(0, 4, 0, 4))
        for box, one in zip(self.boxes, self._rows, strict=True):
            scroll.body.addWidget(box)
            if one.now:
                now = in_scroll(PlainLabel(f"Now: {one.now}", "caption", wrap=True))
                scroll.body.addLayout(column(now, margins=(26, 0, 0, 4)))
        if len(rows) > _MOST:
            scroll.body.addWidget(
                PlainLabel(f"and {len(rows) - _MOST:,} more, once these are settled", "caption")
            )
        wanted = sum(look.px(_WITH_WORDS if one.now else _ALONE) for one in self._rows) + look.px(8)
        scroll.setFixedHeight(min(wanted, self._room(window)))
        self.body.addWidget(scroll)
        self.all = Button("Choose all", "quiet", clicked=self._choose_all)
        self.take = Button("Keep these as they are", "primary", clicked=self._on_taken)
        self.take.setEnabled(False)
        self.body.addWidget(
            button_row([self.all], [Button("Cancel", "quiet", clicked=self.close_sheet), self.take])
        )
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.boxes[0].setFocus()

    def _box(self, one: Damaged) -> QCheckBox:
        box = QCheckBox(one.name.replace("&", "&&"))
        box.setAccessibleName(f"{one.name}. Now: {one.now}" if one.now else one.name)
        box.toggled.connect(lambda _on: self.take.setEnabled(any(other.isChecked() for other in self.boxes)))
        return box

    def _room(self, window: QWidget) -> int:
        return max(look.px(64), min(look.px(320), window.height() - look.px(280)))

    def _choose_all(self) -> None:
        for box in self.boxes:
            box.setChecked(True)

    def _on_taken(self) -> None:
        chosen = [one.finding for box, one in zip(self.boxes, self._rows, strict=True) if box.isChecked()]
        self.close_sheet()
        self._accept(chosen)
