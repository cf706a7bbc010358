"""What a preview found, brought into the book as one step that can be undone as one."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from crm.contacts.from_book import contacts
from crm.formats.garbage_collection import gc_paused
from crm.formats.import_record import ImportRecord
from crm.formats.own_columns import OwnColumnsWriter
from crm.formats.read_options import DEFAULT_OPTIONS, Options
from crm.importing.choice import Choice, Choices, is_of_left_out
from crm.importing.found_cards import FilePreview, FoundCard, Preview, contact_of
from crm.importing.group_tags import GroupTags
from crm.importing.import_result import Imported
from crm.importing.many_strangers import Newcomers
from crm.importing.preview import preview
from crm.importing.row_writer import Rows
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import SINGLE, Difference, difference, without
from crm.storage.connection import roomy

if TYPE_CHECKING:
    from crm.formats.archive.archive import Archive
    from crm.importing.archive.inserting_rows import ArchiveInserter
    from crm.importing.calendar.writing_meetings import MeetingRows
    from crm.storage.reading import Reader
    from crm.unit_of_work import UnitOfWork

_NO_CHOICE = Choice()
_EACH = 250  # cards between two times that `told` hears of them


def apply(
    work: "UnitOfWork",
    found: Preview,
    standing: str | None = None,
    choices: Choices | None = None,
    told: Callable[[int], None] = lambda done: None,
    accept: bool = False,
) -> Imported:
    """Adds and completes people; what the user has stays unless a choice says the file's. Nothing new: no step.

    Without `standing` new people are what their file says: kept, or parked in a list of acquaintances. `accept` takes the past
    meetings of a calendar as happened. `told` hears now and then how many cards are done; what it raises takes all back.
    """
    with gc_paused(), roomy(work.connection):
        run = _Import(work, standing, choices or {}, told, accept)
        for place, file in enumerate(found.files):
            for card in file.found:
                run.take(place, file, card)
        return run.finish(found.files)


def bring_in(
    work: "UnitOfWork",
    read: "Reader",
    paths: Sequence[Path | str],
    standing: str | None = None,
    options: Options = DEFAULT_OPTIONS,
    keep_alive: list[object] | None = None,
) -> Preview:
    """The same for files that nobody wants to see a preview of: cards are written while the next are read.

    `read` sees the book as it was before. In `kept` a process that ends after this holds what it need not take apart.
    """
    with gc_paused(), roomy(work.connection):
        run = _Import(work, standing, {}, lambda done: None, options.accept, is_looked_at=False)
        run.keep_alive = keep_alive
        found = preview(read, paths, options=options, taken=run.take, written=run)
        run.finish(found.files)
        return found


class _Import:
    def __init__(
        self,
        work: "UnitOfWork",
        standing: str | None,
        choices: Choices,
        told: Callable[[int], None],
        accept: bool = False,
        is_looked_at: bool = True,
    ) -> None:
        self._work = work
        self._standing = standing
        self._accept = accept
        self._meetings: MeetingRows | None = None  # of a calendar
        self._told = told
        self._done = 0
        self._file: FilePreview | None = None
        self._choices = choices
        self._rows = Rows(work)
        self._ids = array("q", [0])  # in the book, of -1, -2 and so on in the preview
        self._groups = GroupTags(self._rows)
        self._place = 0  # of the file at hand
        self._beside = OwnColumnsWriter(work)
        self._newcomers: Newcomers | None = None  # of the file at hand
        self._left_out: set[int] = set()  # negative numbers of those who do not come in
        self._result = Imported()
        self.keep_alive: list[object] | None = None
        self._still_there = set(work.read.values("SELECT id FROM person")) if is_looked_at else None
        self._archived: list[tuple[FoundCard, Choice]] = []  # of the archive at hand

    def take(self, place: int, file: FilePreview, card: FoundCard) -> None:
        """One card more; the files in order, each with its `place` from 0."""
        if file is not self._file:
            self._end_archive()
            self._file, self._place = file, place
            self._newcomers = Newcomers(self._rows, file, self._standing or "")
            at = self._work.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._rows.begin_file(file.name, file.sha256, file.format, at)
        choice = self._choices.get((place, card.number), _NO_CHOICE) if self._choices else _NO_CHOICE
        if card.card and card.card.archived and not choice.left_out:
            self._archived.append((card, choice))
        else:
            self._take(card, choice)
        if self._rows.are_many:
            self._rows.write(lambda: self._told(self._done), leave_rest=True)
        self._done += 1
        if self._done % _EACH == 0:
            self._told(self._done)

    def finish(self, files: Sequence[FilePreview]) -> Imported:
        self._end_archive()
        for file in files:
            if file.archive and not file.counts:
                self._bring_archive(file.archive)
        tagged = self._groups.put_on(self._work.read, files, self._choices)
        self._result.grouped += tagged.times
        self._result.left_out += tagged.left_out
        self._rows.write(lambda: self._told(self._done))
        self._beside.write()
        if self._meetings is not None:
            self._meetings.write(self._accept, self._id_of, lambda: self._told(self._done))
            self._result.meetings = self._meetings.new
            self._result.meetings_updated = self._meetings.updated + self._meetings.gone
        self._work.origin = "import"
        self._work.label = self._result.label(files)
        return self._result

    def _end_archive(self) -> None:
        """All of its people are known: they come in together with what is between them."""
        if self._file and self._file.archive and self._archived:
            self._bring_archive(self._file.archive)
            self._archived = []

    def _bring_archive(self, archive: "Archive") -> None:
        from crm.importing.archive.inserting_rows import ArchiveInserter  # only archives need it

        self._rows.write(lambda: self._told(self._done))
        entering = ArchiveInserter(self._work, archive, lambda: self._told(self._done))
        if not entering.whole(self._archived):
            self._complete_known(entering)
            self._rows.write(lambda: self._told(self._done))
            entering.the_rest()
        for card, _ in self._archived:
            if (person := entering.id_of(card)) is not None:
                self._called(card.own, person)
        self._result.new += len(entering.new_people)
        self._rows.look()

    def _complete_known(self, entering: "ArchiveInserter") -> None:
        """People of the book, and of the files before, get what they lack."""
        for card, choice in self._archived:
            person = self._id_of(card.person)
            if person is None or card.card is None or card.card.archived is None:
                continue
            entering.known(card, person)
            if card.status != "updated":
                continue
            filled = card.card.archived.missing_columns(self._work.read, person)
            if not self._update(person, card.difference, card, choice, filled):
                self._result.updated += 1  # only what is beside the card is new

    def _take(self, card: FoundCard, choice: Choice) -> None:
        is_out = choice.left_out or (self._left_out and is_of_left_out(card, self._left_out))
        if is_out and card.status not in ("group", "skipped"):
            self._leave_out(card)
            return
        if card.meetings:
            self._take_event(card)
        if card.card is None:
            return
        person = self._id_of(card.person)
        if card.can_be_another and choice.one_person is False:
            self._add(card, card.card.record, person, self._rows.has_uid(card.card.uid))
        elif card.status in ("updated", "same") and person is not None:
            self._update(person, card.difference, card, choice)
            self._groups.came(self._place, card.card.uid, person)
        elif card.status == "possible" and choice.one_person and person is not None:
            self._called(card.own, person)
            if not self._update(person, difference(self._held(person), contact_of(card)), card, choice):
                self._rows.add_card(person, card.card.raw)  # so that the answer is remembered
            self._groups.came(self._place, card.card.uid, person)
        else:
            not_same_as = person if choice.one_person is False else None
            self._add(card, card.card.record, not_same_as, card.uid_is_taken)

    def _leave_out(self, card: FoundCard) -> None:
        self._result.left_out += card.count
        if card.own is not None:
            self._left_out.add(card.own)

    def _take_event(self, card: FoundCard) -> None:
        for made in (one for one in card.people if self._id_of(one.own) is None):
            person = self._rows.add_person(made.card.record, self._standing or "kept")
            self._called(made.own, person)
            self._result.new += 1
        if self._meetings is None:
            from crm.importing.calendar.writing_meetings import MeetingRows  # address books do without

            self._meetings = MeetingRows(self._work)
        self._meetings.take(card.meetings)

    def _add(self, card: FoundCard, ready: ImportRecord, not_same_as: int | None, uid_is_taken: bool) -> None:
        assert self._newcomers is not None
        standing = self._newcomers.standing_of(card)
        person = self._rows.add_person(ready, standing, uid_is_taken)
        self._newcomers.came(card, person)
        self._beside.add(person, card.card.own_columns if card.card else None, standing)
        self._rows.add_card(person, ready.raw)
        if not_same_as is not None:
            self._rows.two_people(person, not_same_as)
        self._called(card.own, person)
        if uid_is_taken:
            self._groups.came(self._place, ready.uid, person)
        self._result.new += 1

    def _update(
        self,
        person: int,
        found: Difference | None,
        card: FoundCard,
        choice: Choice,
        filled: Mapping[str, str | None] | None = None,
    ) -> bool:
        """`filled` are columns of the person that no card says."""
        if found is None:
            return False
        if choice.unwanted:
            found = without(found, choice.unwanted)
        contact = contact_of(card)
        taken = {name: getattr(contact, name) for name in SINGLE if name in choice.from_file}
        if "name" in choice.from_file:
            taken["full_name"] = contact.full_name
        taken = {name: value for name, value in taken.items() if value}
        if not found.adds_something and not found.is_renaming and not taken:
            return False
        extra = found.extra
        scalars = {name: getattr(extra, name) for name in ("full_name", *SINGLE) if getattr(extra, name)}
        self._rows.complete(person, {**scalars, **taken, **(filled or {})}, extra)
        for move in found.moves:
            self._rows.move(person, move)
        if contact.raw:
            self._rows.add_card(person, contact.raw)
        self._result.updated += 1
        return True

    def flush(self) -> None:
        self._rows.write()

    def locate(self, one: int) -> tuple["Reader", int]:
        return self._work.read, self._ids[-one] if one < 0 else one

    def _called(self, own: int | None, person: int) -> None:
        """By which number the preview knows somebody."""
        if own:
            self._ids.extend([0] * (-own + 1 - len(self._ids)))
            self._ids[-own] = person

    def _id_of(self, person: int | None) -> int | None:
        """The id in the book; None for nobody, or somebody deleted since the preview."""
        if person is None:
            return None
        if person < 0:
            return self._ids[-person] or None if -person < len(self._ids) else None
        return person if self._still_there is None or person in self._still_there else None

    def _held(self, person: int) -> ComparedPerson:
        self._rows.write()
        return ComparedPerson(contacts(self._work.read, [person])[person])
