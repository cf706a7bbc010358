"""Page of a damaged book: what is damaged, and the ways to repair it that were tried on a copy."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm.clock import Clock
from crm.errors import BookDamaged
from crm.examination import Finding
from crm.storage.backups.backup import Backup
from crm.storage.checks.repairing import Repaired
from crm.storage.rescue.rescuing import Rescued, rescue
from crm.trouble import recovery_actions
from crm.trouble.recovery_actions import Restoration
from crm.trouble.survey import RepairOffer, Survey, survey_book
from ui.counts_and_days import format_count
from ui.trouble import sentences
from ui.trouble.accept_sheet import AcceptSheet
from ui.trouble.findings_table import FindingsTable
from ui.trouble.trouble_page import TroublePage
from ui.trouble.way_card import SideBySide, WayCard
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.mail import copy

_FOOT = "Whichever you choose, the damaged book is kept, and no backup is thinned out until this is settled."
_COPIED = "Copied: the words of this page, names included, and nothing else."
Choose = Callable[[Sequence[Backup], Callable[[Backup], object]], object]


class TroubleCallbacks(NamedTuple):
    """Callbacks of the page. `on_settled` gets a sentence about the result, and opens the book again."""

    on_settled: Callable[[str], object]
    only_look: Callable[[], object]
    choose: Choose
    rescued: Callable[[Rescued], object]
    on_restored: Callable[[Restoration], object]


class DamagedPage(TroublePage):
    """`how` says when the damage was found ("while opening the book"); `leave` is the button beside the
    headline."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        damage: BookDamaged,
        how: str,
        at: datetime,
        callbacks: TroubleCallbacks,
        leave: Button,
    ):
        super().__init__(sentences.LOOKING, sentences.seen(how, at), leave)
        self._folder, self._clock, self._damage, self._callbacks = folder, clock, damage, callbacks
        self.survey: Survey | None = None
        self.restore: Button | None = None
        self.put_right: Button | None = None
        self.rescue: Button | None = None
        self.look: Button | None = None
        self.table: FindingsTable | None = None

    def begin(self) -> None:
        """Examines the book. Called again while something is still damaged."""
        self.show_ways()
        self.run(
            "Looking at what is damaged, and at what can be done. Nothing is changed meanwhile.",
            lambda: survey_book(self._folder, self._clock, self._damage.findings),
            self._show,
            only_looks=True,
        )

    def _show(self, survey: Survey) -> None:
        self.survey = survey
        self.title.setText(sentences.headline(survey))
        if survey.groups and not survey.findings:
            opens = Button("Open the book", "primary", clicked=lambda: self._callbacks.on_settled(""))
            self.show_ways(opens, lead=sentences.lead(survey))
            return
        kept = in_scroll(PlainLabel(_FOOT, "caption", wrap=True))
        self.show_ways(*self._cards(survey), *self._table(survey), kept, lead=sentences.lead(survey))

    def _cards(self, survey: Survey) -> list[QWidget]:
        """The recommended way comes first, and is the only primary one."""
        cards: list[QWidget] = []
        heals = survey.repair_offer is not None and not survey.repair_offer.left
        if survey.repair_offer is not None:
            cards.append(self._repair_card(survey.repair_offer, heals))
        if survey.backups:
            cards.insert(len(cards) if heals else 0, self._restore_card(survey, not heals))
        smaller = [self._rescue_card(not cards)]
        if survey.is_readable:
            smaller.append(self._read_only_card())
        return [*cards, SideBySide(*smaller)]

    def _repair_card(self, offer: RepairOffer, is_advised: bool) -> WayCard:
        title = "Put right what is damaged" if not offer.left else "Put right what can be"
        self.put_right = Button(title, "primary" if is_advised else "plain", clicked=self._repair)
        text = sentences.proof(offer, self._clock.today())
        return WayCard("check", title, text, self.put_right, is_large=is_advised)

    def _restore_card(self, survey: Survey, is_advised: bool) -> WayCard:
        newest, today = survey.backups[0], self._clock.today()
        self.restore = Button("Restore this backup", "primary" if is_advised else "plain")
        self.restore.clicked.connect(lambda _checked=False: self._restore(newest))
        buttons = [self.restore]
        if len(survey.backups) > 1:
            others = Button(f"Choose another of {len(survey.backups)}", "quiet")
            others.clicked.connect(
                lambda _checked=False: self._callbacks.choose(survey.backups, self._restore)
            )
            buttons.append(others)
        newer = sentences.newer_than_it(survey.newer, self._clock.now().tzinfo)
        text = f"Your newest good backup: {sentences.held_by(newest)}. {newer}"
        title = f"Go back to {sentences.moment_of(newest, today)}"
        return WayCard("rotate-ccw", title, text.strip(), *buttons, is_large=is_advised)

    def _rescue_card(self, is_advised: bool) -> WayCard:
        kind = "primary" if is_advised else "plain"
        self.rescue = Button("Rescue into a new book", kind, clicked=self._rescue_book)
        text = "Builds a new book beside this one, row by row, and names whatever it could not save."
        return WayCard("life-buoy", "Rescue what can be read", text, self.rescue)

    def _read_only_card(self) -> WayCard:
        self.look = Button("Open to read", clicked=self._callbacks.only_look)
        text = "Reading, finding and exporting work as ever. Nothing can be written until it is mended."
        return WayCard("eye", "Only look", text, self.look)

    def _table(self, survey: Survey) -> list[QWidget]:
        if not survey.groups:
            return []
        accept = self._choose_what_to_accept if survey.rows else None
        self.table = FindingsTable(survey.groups, self._copy, accept)
        return [self.table]

    def _repair(self) -> None:
        self.run(
            "Putting right what is damaged. The damaged book is kept.",
            lambda: recovery_actions.repair(self._folder, self._clock),
            self._on_mended,
        )

    def _restore(self, backup: Backup) -> None:
        self.run(
            "Restoring the backup. The damaged book is kept.",
            lambda: recovery_actions.restore_backup(self._folder, self._clock, backup.file),
            self._callbacks.on_restored,
        )

    def _rescue_book(self) -> None:
        self.run(
            "Building a new book, row by row. This takes a while; the damaged book stays as it is.",
            lambda: rescue(self._folder),
            self._callbacks.rescued,
        )

    def _choose_what_to_accept(self) -> None:
        if self.survey is not None:
            AcceptSheet(self.window(), self.survey.rows, self._accept).begin()

    def _accept(self, findings: list[Finding]) -> None:
        self.run(
            "Keeping these as they are. The damaged file is copied first.",
            lambda: recovery_actions.accept(self._folder, self._clock, findings),
            self._on_mended,
        )

    def _on_mended(self, mended: Repaired) -> None:
        if mended.left:
            self.begin()
            return
        self._callbacks.on_settled(
            "The book is as it should be again. The damaged one is kept beside your backups."
        )

    def _copy(self) -> None:
        if self.survey is not None:
            copy(sentences.as_report(self.survey, self.words.text()))
            self.show_status(_COPIED)


def describe_restore(restoration: Restoration) -> str:
    """The result of restoring a backup, in one or two sentences."""
    added = (
        f" {format_count(restoration.added, 'newer entry was', 'newer entries were')} added again."
        if restoration.added
        else ""
    )
    return f"The backup is your book again.{added} What was there is kept beside your backups."
