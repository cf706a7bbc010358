"""The Export sheet: people, format, handling of formulas in tables, and then the destination."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProgressBar, QWidget

from crm.formats.export_progress import ExportProgress
from crm.people import list_queries
from crm.people.filters import Filter
from ui.context import Context
from ui.counts_and_days import format_count
from ui.exporting.export_job import ExportJob
from ui.exporting.format_descriptions import FOLDER_NAME, FORMATS, FormatRow, suggest_name
from ui.exporting.progress_text import describe_progress
from ui.exporting.remarks_sheet import RemarksSheet
from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.choice import ChipChoice, open_menu
from ui.widgets.file_dialogs import ask_for_folder, ask_where_to_save
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, Lines, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_delegate import RowDelegate, paint_text
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel
from ui.widgets.sheet import Sheet

_NAME_WIDTH = 92
_SAFE = "A leading ' keeps a spreadsheet from reckoning with what somebody wrote. Reading it back here takes it away."
_BARE = "Values as they are: good for other programs, not for opening a stranger's words in a spreadsheet."
_PART = "With some people comes what is theirs alone: meetings they were at, promises that name nobody else."


class _Delegate(RowDelegate[FormatRow]):
    height = 36
    gap = 2

    def paint_row(
        self, painter: QPainter, rect: QRect, row: FormatRow, selected: bool, hovered: bool
    ) -> None:
        width = look.px(_NAME_WIDTH)
        paint_text(painter, QRect(rect.left(), rect.top(), width, rect.height()), row.name, "row")
        paint_text(painter, rect.adjusted(width, 0, 0, 0), row.good_for, "small", "text2")


class ExportSheet(Sheet):
    """`people` are offered beside everyone, under the label `words`: "Ana Ruiz", "12 people chosen"."""

    def __init__(self, window: QWidget, context: Context, people: Sequence[int] = (), words: str = ""):
        super().__init__(window, "Export", width=680, top=72)
        self._context = context
        self._people, self._words = list(people), words
        self._tag = ""
        self._writing = ExportJob(context, self)
        self._build()
        self._connect()
        self._show_choice()

    def begin(self) -> None:
        self.open()
        self.list.choose_first()
        self.list.setFocus()

    def place(self) -> None:
        """If the window is too low for all formats, their list scrolls and the rest stays visible."""
        whole = self.list.verticalHeader().length()
        self.list.setFixedHeight(whole)
        width = min(look.px(self._width), self._window.width() - look.px(32))
        self.body.invalidate()
        over = self.body.totalHeightForWidth(width) + look.px(24) - self._window.height()
        if over > 0:
            self.list.setFixedHeight(max(look.px(_Delegate.height), whole - over))
        super().place()

    def choose_place(self) -> None:
        """Asks for the destination with a file dialog."""
        chosen = self._format
        if not chosen.ending:
            folder = ask_for_folder(self, "Where the folder is to be made")
            if folder:
                self.write_to(Path(folder) / FOLDER_NAME)
            return
        name = ask_where_to_save(self, "Export", suggest_name(chosen, self._who_in_words()), chosen.files)
        if name:
            path = Path(name)
            self.write_to(path if path.suffix else path.with_suffix(chosen.ending))

    def write_to(self, target: Path) -> None:
        self._show_busy(True)
        self._problem.hide()
        self._writing.start(target, self._chosen_people(), self._format.id, self.cells.value == "bare")

    def _build(self) -> None:
        everyone = list_queries.counts(self._context.read).people
        options = [("everyone", f"everyone ({everyone:,})")]
        if self._people:
            options.insert(0, ("these", self._words))
        self._tags = list_queries.tags(self._context.read)
        if self._tags:
            options.append(("tag", "a tag"))
        self.who = ChipChoice("Whom", options, options[0][0], lambda _: self._show_choice())
        self.tag = Button("Choose a tag", clicked=self._ask_tag)
        self._tag_line = Line("which", self.tag, width=72)
        self.list = RowList("Format", RowModel(lambda one: f"{one.name}. {one.good_for}"), _Delegate())
        self.list.set_rows(FORMATS)
        self.cells = ChipChoice(
            "Cells",
            [("safe", "safe for spreadsheets"), ("bare", "as they are")],
            "safe",
            lambda _: self._show_choice(),
        )
        self._cells_line = Line("cells", self.cells, width=72)
        self._more = PlainLabel("", "small", wrap=True)
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._bar.hide()
        self._lay_out()
        mark_reading(self)

    def _lay_out(self) -> None:
        self.body.addWidget(PlainLabel("Export", "title"))
        self.body.addWidget(Lines(Line("whom", self.who, width=72)))
        for widget in (self._tag_line, self.list, self._cells_line, self._more, self._problem, self._bar):
            self.body.addWidget(widget)
        self._cancel = Button("Cancel", "quiet", clicked=self.close_sheet)
        self.write = Button("Choose where", "primary", clicked=self.choose_place)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.write)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.list.row_chosen.connect(lambda _row: self._show_choice())
        self.list.row_opened.connect(lambda _row: self.choose_place() if self.write.isEnabled() else None)
        self._writing.progress_changed.connect(self._on_progress)
        self._writing.finished.connect(self._on_written)
        self._writing.failed.connect(self._on_failed)
        self.closed.connect(self._writing.cancel)
        self.closed.connect(self.deleteLater)

    @property
    def _format(self) -> FormatRow:
        chosen: FormatRow | None = self.list.chosen()
        return chosen or FORMATS[0]

    def _chosen_people(self) -> list[int] | None:
        if self.who.value == "everyone":
            return None
        if self.who.value == "these":
            return self._people
        return list(list_queries.list_ids(self._context.read, Filter(tags=(self._tag,)), self._context.today))

    def _who_in_words(self) -> str:
        return {"everyone": "people", "these": self._words}.get(self.who.value, self._tag)

    def _ask_tag(self) -> None:
        open_menu(self.tag, [(one, one) for one in self._tags], self._on_tag)

    def _on_tag(self, tag: str) -> None:
        self._tag = tag
        self._show_choice()

    def _show_choice(self) -> None:
        by_tag = self.who.value == "tag"
        self._tag_line.setVisible(by_tag)
        if self._tag:
            many = len(self._chosen_people() or []) if by_tag else 0
            self.tag.set_text(
                f"{self._tag}, {format_count(many, 'person', 'people')}" if by_tag else self._tag
            )
        chosen = self._format.id
        self._cells_line.setVisible(chosen == "csv")
        part = _PART if chosen == "json" and self.who.value != "everyone" else ""
        self._more.setText((_SAFE if self.cells.value == "safe" else _BARE) if chosen == "csv" else part)
        self._more.setVisible(bool(self._more.text()))
        self.write.setEnabled(not by_tag or bool(self._tag))
        if self.is_open:
            self.place()

    def _show_busy(self, busy: bool) -> None:
        for widget in (self.who, self.tag, self.list, self.cells, self.write):
            widget.setEnabled(not busy)
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        if busy:
            self._cancel.setFocus()
        self.place()

    def _on_progress(self, progress: ExportProgress) -> None:
        self._more.setText(describe_progress(progress))
        self._more.show()
        self._bar.setRange(0, progress.of)
        self._bar.setValue(min(progress.done, progress.of))

    def _on_written(self, made: Any) -> None:
        file = Path(made.file)
        self.close_sheet()
        people = format_count(made.people, "person", "people")
        wrote = f"Wrote {people} to {file.name} in {file.parent.name or file.parent}."
        self._context.show_message(" ".join([wrote, made.note] if made.note else [wrote]))
        if made.remarks:
            RemarksSheet(self._window, wrote, made.remarks).begin()

    def _on_failed(self, why: str) -> None:
        self._show_busy(False)
        self._show_choice()
        self._problem.setText(why)
        self._problem.show()
        self.place()
        self.list.setFocus()
