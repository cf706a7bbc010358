"""What a preview found, brought into the book as one step that can be undone as one."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from crm.exchange.bulk import without_collecting
from crm.exchange.contact import Contact
from crm.exchange.differences import SINGLE, Difference, difference
from crm.exchange.found import FilePreview, FoundCard, Preview
from crm.exchange.from_book import contacts
from crm.exchange.preview import preview
from crm.exchange.ready import Ready, uid_key
from crm.exchange.rows import Rows
from crm.storage.connection import roomy

if TYPE_CHECKING:
    from crm.storage.reading import Reader
    from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says of one card: for a possible duplicate who it is, for any the fields to take from the file."""

    one_person: bool | None = None
    from_file: frozenset[str] = frozenset()


@dataclass(slots=True)
class Imported:
    new: int = 0
    updated: int = 0
    grouped: int = 0


Choices = Mapping[tuple[int, int], Choice]
"""By (place of the file in the call from 0, card number)."""


_EACH = 250  # cards between two times that `told` hears of them


def apply(
    work: "UnitOfWork",
    found: Preview,
    standing: str = "kept",
    choices: Choices | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> Imported:
    """Adds and completes people; what the user has stays unless a choice says the file's. Nothing new: no step.

    `told` hears now and then how many cards are done; what it raises takes everything back.
    """
    with without_collecting(), roomy(work.connection):
        run = _Import(work, standing, choices or {}, told)
        for place, file in enumerate(found.files):
            for card in file.found:
                run.take(place, file, card)
        return run.finish(found.files)


def bring_in(
    work: "UnitOfWork", read: "Reader", paths: Sequence[Path | str], standing: str = "kept"
) -> Preview:
    """The same for files that nobody wants to see a preview of: cards are written while the next are read.

    `read` is a reader of its own, of the book as it was before.
    """
    with without_collecting(), roomy(work.connection):
        run = _Import(work, standing, {}, lambda done: None, is_looked_at=False)
        found = preview(read, paths, taken=run.take, written=run)
        run.finish(found.files)
        return found


class _Import:
    def __init__(
        self,
        work: "UnitOfWork",
        standing: str,
        choices: Choices,
        told: Callable[[int], None],
        is_looked_at: bool = True,
    ) -> None:
        self._work = work
        self._told = told
        self._done = 0
        self._file: FilePreview | None = None
        self._choices = choices
        self._rows = Rows(work, standing)
        self._ids = array("q", [0])  # in the book, of -1, -2 and so on in the preview
        self._by_uid: dict[str, int] = {}
        self._result = Imported()
        self._still_there = set(work.read.values("SELECT id FROM person")) if is_looked_at else None

    def take(self, place: int, file: FilePreview, card: FoundCard) -> None:
        """One card more; the files in order, each with its `place` from 0."""
        if file is not self._file:
            self._file = file
            at = self._work.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._rows.begin_file(file.name, file.sha256, file.format, at)
        self._take(card, self._choices.get((place, card.number), Choice()))
        self._rows.write_where_many(lambda: self._told(self._done))
        self._tell()

    def finish(self, files: Sequence[FilePreview]) -> Imported:
        self._group([card for file in files for card in file.found if card.status == "group"])
        self._rows.write(lambda: self._told(self._done))
        self._work.origin = "import"
        self._work.label = self._label(files)
        return self._result

    def _tell(self) -> None:
        self._done += 1
        if self._done % _EACH == 0:
            self._told(self._done)

    def _take(self, card: FoundCard, choice: Choice) -> None:
        if card.card is None:
            return
        ready = card.card.ready
        person = self._id_of(card.person)
        if card.status in ("updated", "same") and person is not None:
            self._update(person, card.difference, card, choice)
            self._also_called(ready, person)
        elif card.status == "possible" and choice.one_person and person is not None:
            self._called(card.own, person)
            if not self._update(person, difference(self._state(person), _contact_of(card)), card, choice):
                self._rows.add_card(person, ready.raw)  # so that the answer is remembered
            self._also_called(ready, person)
        else:
            self._add(card, ready, person if choice.one_person is False else None)

    def _add(self, card: FoundCard, ready: Ready, not_same_as: int | None) -> None:
        person = self._rows.add_person(ready)
        self._rows.add_card(person, ready.raw)
        if not_same_as is not None:
            self._rows.two_people(person, not_same_as)
        self._called(card.own, person)
        self._result.new += 1

    def _update(self, person: int, found: Difference | None, card: FoundCard, choice: Choice) -> bool:
        if found is None:
            return False
        contact = _contact_of(card)
        taken = {name: getattr(contact, name) for name in SINGLE if name in choice.from_file}
        if "name" in choice.from_file:
            taken["full_name"] = contact.full_name
        taken = {name: value for name, value in taken.items() if value}
        if not found.adds_something and not taken:
            return False
        extra = found.extra
        scalars = {name: getattr(extra, name) for name in ("full_name", *SINGLE) if getattr(extra, name)}
        self._rows.complete(person, {**scalars, **taken}, extra)
        self._rows.add_card(person, contact.raw)
        self._result.updated += 1
        return True

    def settle(self) -> None:
        self._rows.write()

    def where(self, one: int) -> tuple["Reader", int]:
        return self._work.read, self._ids[-one] if one < 0 else one

    def _group(self, groups: Sequence[FoundCard]) -> None:
        """A group of an address book is a tag on its members."""
        wanted = {uid_key(member) for card in groups for member in card.members}
        if not wanted:
            return
        self._rows.write()
        known = {
            key: one
            for uid, one in self._work.read.connection.execute("SELECT uid, id FROM person")
            if (key := uid_key(uid)) in wanted
        } | self._by_uid
        for card in groups:
            for member in card.members:
                if person := known.get(uid_key(member)):
                    self._rows.tag(person, card.name)
                    self._result.grouped += 1

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
            return self._ids[-person] or None
        return person if self._still_there is None or person in self._still_there else None

    def _also_called(self, ready: Ready, person: int) -> None:
        """Groups name their members by UID, which may not be the one that this person has in the book."""
        if ready.uid:
            self._by_uid.setdefault(uid_key(ready.uid), person)

    def _state(self, person: int) -> Contact:
        self._rows.write()
        return contacts(self._work.read, [person])[person]

    def _label(self, files: Sequence[FilePreview]) -> str:
        names = [file.name for file in files if file.counts]
        source = names[0] if len(names) == 1 else f"{len(names)} files"
        parts = []
        if self._result.new or not self._result.updated:
            parts.append(_people("Imported", self._result.new))
        if self._result.updated:
            parts.append(_people("updated" if parts else "Updated", self._result.updated))
        return f"{' and '.join(parts)} from {source}"


def _contact_of(card: FoundCard) -> Contact:
    assert card.contact is not None
    return card.contact


def _people(verb: str, number: int) -> str:
    return f"{verb} 1 person" if number == 1 else f"{verb} {number:,} people"
