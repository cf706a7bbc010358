"""Applies a preview to the book as one undoable step."""

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
from crm.importing.choice import Choice, Choices, belongs_to_left_out
from crm.importing.found_cards import FilePreview, FoundCard, Preview, contact_of
from crm.importing.group_tags import GroupTags
from crm.importing.import_result import ImportResult
from crm.importing.new_people_standing import StandingOfNewPeople
from crm.importing.preview import preview
from crm.importing.row_writer import RowWriter
from crm.matching.candidate_lookup import LocatedPerson
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import SINGLE, Difference, difference, without
from crm.storage.connection import large_cache

if TYPE_CHECKING:
    from crm.formats.archive.archive import Archive
    from crm.importing.archive.inserting_rows import ArchiveInserter
    from crm.importing.calendar.writing_meetings import MeetingRows
    from crm.storage.reading import Reader
    from crm.unit_of_work import UnitOfWork

_NO_CHOICE = Choice()
_INTERVAL = 250  # cards between two progress reports


def apply(
    work: "UnitOfWork",
    found: Preview,
    standing: str | None = None,
    choices: Choices | None = None,
    on_progress: Callable[[int], None] = lambda done: None,
    accept: bool = False,
) -> ImportResult:
    """Add and complete people; the user's data stays unless a choice says otherwise. Without changes there is no step.

    Without `standing`, new people get the standing of their file: kept, or parked for a list of acquaintances. `accept` marks past
    meetings of a calendar as happened. `on_progress` gets the number of cards done; an exception it raises rolls back everything.
    """
    with gc_paused(), large_cache(work.connection):
        run = _Import(work, standing, choices or {}, on_progress, accept)
        for index, file in enumerate(found.files):
            for card in file.found:
                run.process(index, file, card)
        return run.finish(found.files)


def import_directly(
    work: "UnitOfWork",
    read: "Reader",
    paths: Sequence[Path | str],
    standing: str | None = None,
    options: Options = DEFAULT_OPTIONS,
    keep_alive: list[object] | None = None,
) -> Preview:
    """Import files without a preview: cards are written while the next ones are read.

    `read` sees the book as it was before. Objects in `keep_alive` are not freed, for a process that ends afterwards.
    """
    with gc_paused(), large_cache(work.connection):
        run = _Import(work, standing, {}, lambda done: None, options.accept, has_preview=False)
        run.keep_alive = keep_alive
        found = preview(read, paths, options=options, on_card=run.process, sink=run)
        run.finish(found.files)
        return found


class _Import:
    def __init__(
        self,
        work: "UnitOfWork",
        standing: str | None,
        choices: Choices,
        on_progress: Callable[[int], None],
        accept: bool = False,
        has_preview: bool = True,
    ) -> None:
        self._work = work
        self._standing = standing
        self._accept = accept
        self._meetings: MeetingRows | None = None  # for calendars
        self._on_progress = on_progress
        self._done = 0
        self._file: FilePreview | None = None
        self._choices = choices
        self._rows = RowWriter(work)
        self._ids = array("q", [0])  # ids in the book of -1, -2 and so on of the preview
        self._groups = GroupTags(self._rows)
        self._file_index = 0  # of the current file
        self._own_columns = OwnColumnsWriter(work)
        self._new_people: StandingOfNewPeople | None = None  # of the current file
        self._left_out: set[int] = set()  # negative numbers of new people who are left out
        self._result = ImportResult()
        self.keep_alive: list[object] | None = None
        self._existing = set(work.read.values("SELECT id FROM person")) if has_preview else None
        self._archived_cards: list[tuple[FoundCard, Choice]] = []  # of the current archive

    def process(self, index: int, file: FilePreview, card: FoundCard) -> None:
        """Process one card; files come in order, each with its index."""
        if file is not self._file:
            self._finish_archive()
            self._file, self._file_index = file, index
            self._new_people = StandingOfNewPeople(self._rows, file, self._standing or "")
            at = self._work.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._rows.begin_file(file.name, file.sha256, file.format, at)
        choice = self._choices.get((index, card.number), _NO_CHOICE) if self._choices else _NO_CHOICE
        if card.card and card.card.archived and not choice.left_out:
            self._archived_cards.append((card, choice))
        else:
            self._apply_card(card, choice)
        if self._rows.should_write:
            self._rows.write(lambda: self._on_progress(self._done), whole_batches=True)
        self._done += 1
        if self._done % _INTERVAL == 0:
            self._on_progress(self._done)

    def finish(self, files: Sequence[FilePreview]) -> ImportResult:
        self._finish_archive()
        for file in files:
            if file.archive and not file.counts:
                self._import_archive(file.archive)
        tagged = self._groups.apply(self._work.read, files, self._choices)
        self._result.grouped += tagged.added
        self._result.left_out += tagged.left_out
        self._rows.write(lambda: self._on_progress(self._done))
        self._own_columns.write()
        if self._meetings is not None:
            self._meetings.write(self._accept, self._id_of, lambda: self._on_progress(self._done))
            self._result.meetings = self._meetings.new
            self._result.meetings_updated = self._meetings.updated + self._meetings.gone
        self._work.origin = "import"
        self._work.label = self._result.label(files)
        return self._result

    def _finish_archive(self) -> None:
        """The people of an archive are imported together with the relations between them."""
        if self._file and self._file.archive and self._archived_cards:
            self._import_archive(self._file.archive)
            self._archived_cards = []

    def _import_archive(self, archive: "Archive") -> None:
        from crm.importing.archive.inserting_rows import ArchiveInserter  # needed for archives only

        self._rows.write(lambda: self._on_progress(self._done))
        inserter = ArchiveInserter(self._work, archive, lambda: self._on_progress(self._done))
        if not inserter.insert_all([card for card, _ in self._archived_cards]):
            self._complete_people(inserter)
            self._rows.write(lambda: self._on_progress(self._done))
            inserter.insert_missing()
        for card, _ in self._archived_cards:
            if (person := inserter.id_of(card)) is not None:
                self._set_id(card.own, person)
        self._result.new += len(inserter.new_people)
        self._rows.reload()

    def _complete_people(self, inserter: "ArchiveInserter") -> None:
        """Complete people who are in the book or in earlier files."""
        for card, choice in self._archived_cards:
            person = self._id_of(card.person)
            if person is None or card.card is None or card.card.archived is None:
                continue
            inserter.map_person(card, person)
            if card.status != "updated":
                continue
            filled = card.card.archived.missing_columns(self._work.read, person)
            if not self._update(person, card.difference, card, choice, filled):
                self._result.updated += 1  # only values besides the contact are new

    def _apply_card(self, card: FoundCard, choice: Choice) -> None:
        is_out = choice.left_out or (self._left_out and belongs_to_left_out(card, self._left_out))
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
            self._groups.add_person(self._file_index, card.card.uid, person)
        elif card.status == "possible" and choice.one_person and person is not None:
            self._set_id(card.own, person)
            if not self._update(
                person, difference(self._compared_person(person), contact_of(card)), card, choice
            ):
                self._rows.add_card(person, card.card.raw)  # so that the user's answer is remembered
            self._groups.add_person(self._file_index, card.card.uid, person)
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
            self._set_id(made.own, person)
            self._result.new += 1
        if self._meetings is None:
            from crm.importing.calendar.writing_meetings import MeetingRows  # not needed for address books

            self._meetings = MeetingRows(self._work)
        self._meetings.take(card.meetings)

    def _add(self, card: FoundCard, ready: ImportRecord, not_same_as: int | None, uid_is_taken: bool) -> None:
        assert self._new_people is not None
        standing = self._new_people.standing_of(card)
        person = self._rows.add_person(ready, standing, uid_is_taken)
        self._new_people.added(card, person)
        self._own_columns.add(person, card.card.own_columns if card.card else None, standing)
        self._rows.add_card(person, ready.raw)
        if not_same_as is not None:
            self._rows.add_not_same(person, not_same_as)
        self._set_id(card.own, person)
        if uid_is_taken:
            self._groups.add_person(self._file_index, ready.uid, person)
        self._result.new += 1

    def _update(
        self,
        person: int,
        found: Difference | None,
        card: FoundCard,
        choice: Choice,
        filled: Mapping[str, str | None] | None = None,
    ) -> bool:
        """`filled` are columns that vCards do not have."""
        if found is None:
            return False
        if choice.unwanted:
            found = without(found, choice.unwanted)
        contact = contact_of(card)
        from_file = {name: getattr(contact, name) for name in SINGLE if name in choice.from_file}
        if "name" in choice.from_file:
            from_file["full_name"] = contact.full_name
        from_file = {name: value for name, value in from_file.items() if value}
        if not found.adds_something and not found.is_renaming and not from_file:
            return False
        extra = found.extra
        scalars = {name: getattr(extra, name) for name in ("full_name", *SINGLE) if getattr(extra, name)}
        self._rows.complete_person(person, {**scalars, **from_file, **(filled or {})}, extra)
        for move in found.moves:
            self._rows.replace_role(person, move)
        if contact.raw:
            self._rows.add_card(person, contact.raw)
        self._result.updated += 1
        return True

    def flush(self) -> None:
        self._rows.write()

    def locate(self, person_id: int) -> LocatedPerson:
        return LocatedPerson(self._work.read, self._ids[-person_id] if person_id < 0 else person_id)

    def _set_id(self, own: int | None, person: int) -> None:
        """Set the book id of a person of the preview."""
        if own:
            self._ids.extend([0] * (-own + 1 - len(self._ids)))
            self._ids[-own] = person

    def _id_of(self, person: int | None) -> int | None:
        """The id in the book; None without a person, or if it was deleted since the preview."""
        if person is None:
            return None
        if person < 0:
            return self._ids[-person] or None if -person < len(self._ids) else None
        return person if self._existing is None or person in self._existing else None

    def _compared_person(self, person: int) -> ComparedPerson:
        self._rows.write()
        return ComparedPerson(contacts(self._work.read, [person])[person])
