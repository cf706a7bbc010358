"""The sheet to choose a backup to restore."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.storage.backups.backup import Backup
from crm.text import days_in_words
from ui.counts_and_days import format_count, format_full_day
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import row
from ui.widgets.row_delegate import RowDelegate, paint_text
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel
from ui.widgets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class BackupRow:
    id: str
    when: str
    holds: str
    backup: Backup


class _Delegate(RowDelegate[BackupRow]):
    height = 40
    gap = 2

    def paint_row(
        self, painter: QPainter, rect: QRect, row: BackupRow, selected: bool, hovered: bool
    ) -> None:
        used = paint_text(painter, rect, row.when)
        paint_text(
            painter, rect.adjusted(used + look.px(12), 0, 0, 0), row.holds, "small", "text2", right=True
        )


class RestoreSheet(Sheet):
    def __init__(
        self, window: QWidget, found: Sequence[Backup], today: date, put_back: Callable[[Backup], object]
    ):
        super().__init__(window, "Restore a backup", width=560)
        self._put_back = put_back
        self.body.addWidget(PlainLabel("Restore a backup", "title"))
        self.body.addWidget(sentence("What is in your book now is copied first, so you can come back to it."))
        model = RowModel[BackupRow](lambda one: f"{one.when}, {one.holds}")
        self.list = RowList("Backups", model, _Delegate())
        self.list.set_rows([_row(one, today) for one in found])
        self.list.setFixedHeight(min(look.px(320), max(1, len(found)) * look.px(40)))
        self.list.row_opened.connect(lambda _row: self._on_chosen())
        self.body.addWidget(self.list)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(Button("Cancel", "quiet", clicked=self.close_sheet))
        buttons.addWidget(Button("Put this one back", "primary", clicked=self._on_chosen))
        self.body.addLayout(buttons)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.list.choose_first()
        self.list.setFocus()

    def _on_chosen(self) -> None:
        chosen: BackupRow | None = self.list.chosen()
        if chosen is not None:
            self.close_sheet()
            self._put_back(chosen.backup)


def _row(one: Backup, today: date) -> BackupRow:
    day = one.at.date()
    words = days_in_words.named(day, today) if abs((today - day).days) < 2 else format_full_day(day, today)
    holds = (
        f"{format_count(one.people, 'person', 'people')}, {format_count(one.meetings, 'meeting', 'meetings')}"
    )
    return BackupRow(one.file.name, f"{words}, {one.at:%H:%M}", holds, one)
