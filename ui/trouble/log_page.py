"""Page for a refused WAL file: it belongs to another book, or is damaged. Explains it, and how to go on
without it."""

from pathlib import Path
from typing import NamedTuple

from crm.clock import Clock
from crm.storage.wal.belongs_to_book import DamagedLog, ForeignLog
from crm.trouble import recovery_actions
from ui.trouble import sentences
from ui.trouble.damaged_page import TroubleCallbacks
from ui.trouble.trouble_page import TroublePage
from ui.trouble.way_card import WayCard
from ui.widgets.buttons import Button

_WHAT_A_LOG_IS = "A log (goodturn.db-wal) holds what was written last, until it is folded into the book."


class _LogWords(NamedTuple):
    title: str
    lead: str
    after: str


_FOREIGN = _LogWords(
    "BookServices your book lies a log that is not its own",
    "This one belongs to another book, or to another copy of this one: a file manager or a cloud folder may have put it "
    "there. Folded in, it would overwrite your people.",
    "Your book then opens as it was last closed.",
)
_DAMAGED = _LogWords(
    "The log beside your book is damaged",
    "Of this one only the beginning can be read. What stands behind it was saved, and is lost: a disk that ages or a copy "
    "that breaks off does this; you did nothing wrong.",
    "Your book then opens with what can be read of it.",
)


class LogPage(TroublePage):
    """SQLite would silently merge or drop such a log; here it is refused, and both files are kept."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        refused: ForeignLog | DamagedLog,
        callbacks: TroubleCallbacks,
        leave: Button,
    ):
        self._words = _DAMAGED if isinstance(refused, DamagedLog) else _FOREIGN
        super().__init__(self._words.title, str(refused), leave)
        self._folder, self._clock, self._callbacks = folder, clock, callbacks
        self.aside: Button | None = None

    def begin(self) -> None:
        self.aside = Button("Set the log aside and open", "primary", clicked=self._set_aside)
        text = (
            f"The log is renamed in {self._folder} and kept; its new name ends in “set-aside” and the time. "
            f"{self._words.after}"
        )
        card = WayCard("file-text", "Set the log aside", text, self.aside, is_large=True)
        self.show_ways(card, lead=f"{_WHAT_A_LOG_IS} {self._words.lead}")

    def _set_aside(self) -> None:
        def on_settled(moved: list[Path]) -> None:
            self._callbacks.on_settled(
                f"The log is kept as {sentences.listed([file.name for file in moved])}."
            )

        self.run(
            "Setting the log aside.",
            lambda: recovery_actions.set_log_aside(self._folder, self._clock),
            on_settled,
        )
