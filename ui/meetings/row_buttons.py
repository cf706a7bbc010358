"""The buttons at the right end of the selected row: what fits this meeting."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from crm.meetings.meeting_rows import MeetingRow
from ui.widgets.buttons import Button
from ui.widgets.layout import row


class RowButtons(QWidget):
    """`happened` settles a proposal, too."""

    def __init__(
        self,
        happened: Callable[[], object],
        did_not: Callable[[], object],
        put_aside: Callable[[], object],
        move: Callable[[], object],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.happened = Button("Happened", keys="H", clicked=happened)
        self.did_not = Button("Did not", "quiet", keys="N", clicked=did_not)
        self.put_aside = Button("No meeting", "quiet", keys="D", clicked=put_aside)
        self.move_day = Button("Move", keys="M", clicked=move)
        self.setLayout(row(self.happened, self.did_not, self.put_aside, self.move_day, gap=6))

    def fit(self, meeting: MeetingRow | None, today: date) -> None:
        state = meeting.state if meeting is not None else ""
        has_come = meeting is not None and meeting.on <= today
        self.happened.setVisible(state == "proposed" or (state == "planned" and has_come))
        self.did_not.setVisible(state == "proposed" or (state == "planned" and has_come))
        self.put_aside.setVisible(state == "proposed")
        self.move_day.setVisible(state == "planned")
