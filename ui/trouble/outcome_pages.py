"""Result pages of a rescue and of going back to a backup: they list what could not be saved."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crm.storage.rescue.rescuing import Rescued
from crm.trouble.recovery_actions import Restoration
from ui.counts_and_days import format_count
from ui.trouble.damaged_page import describe_restore
from ui.trouble.trouble_page import TroublePage
from ui.trouble.way_card import WayCard
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll, section
from ui.widgets.layout import Card, Hairline, column
from ui.widgets.mail import copy
from ui.widgets.responsive_row import ResponsiveRow

_SHOWN = 200  # lines; the copied list has all


class LossList(QWidget):
    """One line per thing that was lost or altered. Hidden if nothing was."""

    def __init__(self, title: str, sentences: Sequence[str], show_status: Callable[[str], object]):
        super().__init__()
        self._sentences, self._show_status = sentences, show_status
        self.copy = Button("Copy the list", "link", clicked=self._copy)
        card = Card(padding=(14, 6))
        for at, sentence in enumerate(sentences[:_SHOWN]):
            if at:
                card.body.addWidget(Hairline())
            card.body.addWidget(in_scroll(PlainLabel(sentence, "small", wrap=True)))
        if len(sentences) > _SHOWN:
            card.body.addWidget(PlainLabel(f"and {len(sentences) - _SHOWN:,} more", "caption"))
        self.setLayout(column(ResponsiveRow(section(title), self.copy), card))

    def _copy(self) -> None:
        copy("\n".join(self._sentences))
        self._show_status("Copied: the list as it stands here, names included.")


class RescuedPage(TroublePage):
    """`use` replaces the damaged book by the rescued one; `back` returns to the page before."""

    def __init__(self, rescued: Rescued, use: Callable[["RescuedPage"], object], back: Callable[[], object]):
        self._losses = [loss.sentence for loss in rescued.losses]
        title = "Everything was rescued" if not self._losses else "What can be read was rescued"
        super().__init__(title, _held(rescued), Button("Back", "quiet", clicked=back))
        self.use = Button("Use the rescued book", "primary", clicked=lambda: use(self))
        self.losses: LossList | None = None
        explanation = (
            f"It lies in {rescued.book.parent}. As your book it takes the place of the damaged one, which is kept "
            "beside your backups. Until then nothing is changed."
        )
        shown: list[QWidget] = [WayCard("life-buoy", "A new book", explanation, self.use, is_large=True)]
        if self._losses:
            self.losses = LossList("Not saved, or not as it was", self._losses, self.show_status)
            shown.append(self.losses)
        self.show_ways(*shown)


class RestoredPage(TroublePage):
    """Only shown if something newer could not be added again."""

    def __init__(self, restoration: Restoration, go_on: Callable[[], object]):
        super().__init__("The backup is your book again", describe_restore(restoration))
        self.go_on = Button("Open the book", "primary", clicked=go_on)
        self.losses = LossList("Newer, and not added again", restoration.left, self.show_status)
        explanation = (
            "What is listed here was newer than the backup and could not be read. The damaged book is kept."
        )
        self.show_ways(WayCard("rotate-ccw", "Go on", explanation, self.go_on, is_large=True), self.losses)


def _held(rescued: Rescued) -> str:
    what = (
        format_count(rescued.people, "person", "people"),
        format_count(rescued.meetings, "meeting", "meetings"),
        format_count(rescued.promises, "promise", "promises"),
    )
    return f"{', '.join(what)} are in a new book. The damaged one is as it was."
