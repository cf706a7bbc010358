"""Filters of the history: kind of step, person, and words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.history.filtering import KINDS, HistoryFilter
from ui.theme.look import look
from ui.widgets.chips import ChipButton
from ui.widgets.choice import ChipChoice
from ui.widgets.fields import SearchField
from ui.widgets.labels import restyle, set_tip
from ui.widgets.layout import row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER


class FilterBar(QWidget):
    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        options = [("", "All"), *KINDS.items()]
        self.kinds = mark_reading(ChipChoice("Show", options, "", lambda _: self.changed.emit()))
        self.person = mark_reading(ChipButton("", self.forget_person))
        self.person.setProperty("tone", "good")
        restyle(self.person)
        self.person.hide()
        self.kinds.flow.addWidget(self.person)
        self.words = SearchField("Filter by words")
        self.words.setFixedWidth(look.px(170))
        set_tip(self.words, "Filter by words (/)")
        self.words.textChanged.connect(lambda _: self.changed.emit())
        self._person_id: int | None = None
        inside = row(self.kinds, self.words, gap=12, margins=(0, 0, GUTTER, 0))
        inside.setStretch(0, 1)
        inside.setAlignment(self.kinds, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(inside)

    @property
    def wanted(self) -> HistoryFilter:
        return HistoryFilter(self.words.text().strip(), self._person_id, self.kinds.value)

    def show_person(self, person_id: int, name: str, alone: bool = False) -> None:
        """Filters by this person; `alone`: and clears all other filters."""
        if alone:
            self._forget()
        self._person_id = person_id
        self.person.set_text(f"{name} ×")
        self.person.setAccessibleName(f"Only {name}: show everyone again")
        self.person.show()
        self.changed.emit()

    def forget_person(self) -> None:
        if self._person_id is not None:
            self._person_id = None
            self.person.hide()
            self.changed.emit()

    def empty(self) -> bool:
        """Clears all filters; returns whether there were any."""
        if self.wanted == HistoryFilter():
            return False
        self._forget()
        self.changed.emit()
        return True

    def _forget(self) -> None:
        self._person_id = None
        self.person.hide()
        self.kinds.show_value("")
        blocked = self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(blocked)
