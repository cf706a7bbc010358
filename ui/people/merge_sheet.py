"""The merge sheet: two selected people side by side before they are merged."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm.people.side_by_side import compare_people
from crm.storage.reading import Reader
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Scroll, row
from ui.widgets.people_comparison import PeopleComparison
from ui.widgets.sheet import Sheet

Pair = tuple[int, int]
_KEPT = "What is not chosen here is kept as a note. This can be taken apart again at any time."


class MergeSheet(Sheet):
    """`merge(keep, absorb, fields)` takes the listed fields from the second person; all others from the
    first."""

    def __init__(
        self, window: QWidget, read: Reader, pair: Pair, merge: Callable[[int, int, list[str]], object]
    ):
        super().__init__(window, "Make one person of two", width=760)
        self._read, self._pair, self._merge = read, pair, merge
        self._title = PlainLabel("", "title", wrap=True)
        self.table = PeopleComparison()
        scroll = Scroll(margins=(0, 0, 8, 0))
        scroll.body.addWidget(self.table)
        scroll.body.addStretch(1)
        scroll.setMinimumHeight(min(look.px(360), max(look.px(160), window.height() - look.px(340))))
        self._one = Button("One person", "primary", clicked=self._on_merge)
        foot = row(self._one, Button("The other way round", clicked=self._swap), gap=8)
        foot.addStretch(1)
        foot.addWidget(Button("Leave them", "quiet", clicked=self.close_sheet, keys="Esc"))
        for part in (self._title, scroll, PlainLabel(_KEPT, "caption", wrap=True)):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self._show()
        self.open()
        self._one.setFocus()

    def _show(self) -> None:
        names = tuple(self._name(one) for one in self._pair)
        self._title.setText(f"{names[0]} and {names[1]}")
        self.table.show_comparison((names[0], names[1]), compare_people(self._read, *self._pair))

    def _name(self, person_id: int) -> str:
        return str(self._read.value("SELECT full_name FROM person WHERE id = :id", id=person_id) or "")

    def _swap(self) -> None:
        self._pair = (self._pair[1], self._pair[0])
        self._show()

    def _on_merge(self) -> None:
        taken = sorted(self.table.from_second)
        self.close_sheet()
        self._merge(*self._pair, taken)
