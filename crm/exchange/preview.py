"""What a file would do to the book, card by card: nothing is written here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from crm.errors import FileNotRead, GoodturnError
from crm.exchange.bulk import without_collecting
from crm.exchange.contact import Contact, Remark
from crm.exchange.differences import Difference, FieldChange, difference, with_extra
from crm.exchange.formats import READERS, format_of
from crm.exchange.from_book import contacts
from crm.exchange.known import Keys, Known, card_key, complete, keys_of, known_cards
from crm.exchange.matching import Match, match
from crm.exchange.vcard.reader import CardRead
from crm.storage.reading import Reader

Progress = Callable[[int, float], None]
"""Cards read so far, and the share of all bytes (0 to 1)."""

Taken = Callable[[int, "FilePreview", "FoundCard"], None]
"""The place of the file in the call from 0, the file as far as it is read, and its next card."""

_EACH = 64  # cards between two looks at the clock and the Cancel button


class Cancelled(GoodturnError):
    """The user stopped the reading; nothing was changed."""

    exit_status = 1


@dataclass(slots=True)
class FoundCard:
    """One card, judged. `status` is new, updated, same, possible, group or skipped.

    `person` is who it is or possibly is: an id of the book, or a negative number for an earlier card of this preview.
    """

    number: int
    line: int
    status: str
    name: str
    card: CardRead | None = None  # where it holds a contact
    person: int | None = None
    own: int | None = None  # the negative number of someone new, by which later cards may mean them
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()
    members: list[str] = field(default_factory=list)
    count: int = 1

    @property
    def contact(self) -> Contact | None:
        return self.card.contact if self.card else None

    @property
    def changes(self) -> list[FieldChange]:
        return self.difference.changes if self.difference else []


@dataclass(slots=True)
class FilePreview:
    file: str  # as given
    name: str
    format: str
    sha256: str = ""
    found: list[FoundCard] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unreadable: bool = False  # nothing could be read from the file; the remark says why
    counts: dict[str, int] = field(default_factory=dict)  # cards by status, kept with each that is found

    def add(self, card: FoundCard) -> None:
        self.found.append(card)
        self.counts[card.status] = self.counts.get(card.status, 0) + card.count

    def count(self, status: str) -> int:
        return self.counts.get(status, 0)

    @property
    def cards(self) -> int:
        return sum(self.counts.values())


@dataclass(slots=True)
class Preview:
    """The files of one call, in order; each judged against the book and the cards before it."""

    files: list[FilePreview] = field(default_factory=list)

    def count(self, status: str) -> int:
        return sum(file.count(status) for file in self.files)

    @property
    def cards(self) -> int:
        return sum(file.cards for file in self.files)


def preview(
    read: Reader,
    paths: Sequence[Path | str],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    charset: str | None = None,
    taken: Taken = lambda place, file, card: None,
) -> Preview:
    """`charset` is for lines in no known one. A file that cannot be read is a remark of its own. Raises Cancelled.

    `taken` hears of each card as soon as it is judged; what it raises ends the reading.
    """
    watch = _Watch([Path(path) for path in paths], progress, cancelled)
    with without_collecting():
        result = _judged_files(_Judge(read), paths, watch, charset, taken)
    watch.finish()
    return result


def _judged_files(
    judge: "_Judge", paths: Sequence[Path | str], watch: "_Watch", charset: str | None, taken: Taken
) -> Preview:
    result = Preview()
    for place, given in enumerate(paths):
        path = Path(given)
        file = FilePreview(str(given), path.name, "")
        result.files.append(file)
        for card in _cards(file, path, watch, charset):
            if found := judge.take(file, card):
                taken(place, file, found)
            watch.card()
        watch.file_done(path)
    return result


def _cards(file: FilePreview, path: Path, watch: "_Watch", charset: str | None) -> Iterator[CardRead]:
    """Where the reading fails, a remark says so; what whoever takes the cards raises is another matter."""
    try:
        file.format = format_of(path)
        file.sha256 = _digest(path, watch)
        with closing(READERS[file.format](path, charset, watch.bytes_read)) as cards:
            yield from cards
    except (FileNotRead, OSError) as wrong:
        is_told = isinstance(wrong, FileNotRead)
        reason = str(wrong) if is_told else f"{path.name} could not be read to its end."
        file.remarks.append(Remark(0, 0, "", reason))
        file.unreadable = not file.found


class _Watch:
    """Tells how far the reading is, and stops it when asked."""

    def __init__(
        self, paths: list[Path], progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._size = max(1, sum(_size(path) for path in paths))
        self._before = self._bytes = self._cards = 0

    def bytes_read(self, done: int) -> None:
        self._bytes = self._before + done
        self.look()

    def card(self) -> None:
        self._cards += 1
        if self._cards % _EACH == 0:
            self.look()

    def file_done(self, path: Path) -> None:
        self._before += _size(path)

    def finish(self) -> None:
        if self._progress:
            self._progress(self._cards, 1.0)

    def look(self) -> None:
        if self._cancelled and self._cancelled():
            raise Cancelled("The import was stopped; nothing was changed.")
        if self._progress:
            self._progress(self._cards, min(1.0, self._bytes / self._size))


class _Judge:
    """Compares card after card with the book and with the cards before it."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: Known = known_cards(read)
        self._is_complete = False
        self._found: dict[int, CardRead] = {}  # the people of this preview, by their negative numbers
        self._states: dict[int, Contact] = {}
        self._next = -1

    def take(self, file: FilePreview, card: CardRead) -> FoundCard | None:
        """None for lines that belong to no card."""
        file.remarks += card.remarks
        if card.kind == "outside":
            return None
        if card.found is None:
            found = FoundCard(card.number, card.first_line, "skipped", "", count=card.count)
        elif card.kind == "group":
            found = FoundCard(
                card.number, card.first_line, "group", card.ready.full_name, members=card.members
            )
        else:
            found = self._judged(card)
        file.add(found)
        return found

    def _judged(self, card: CardRead) -> FoundCard:
        ready = card.ready
        verdict = self._seen_before(ready.raw)
        keys = None
        if verdict is None:
            keys = keys_of(ready.identity, ready.raw)
            verdict = match(self._whole_book(), keys)
        found = FoundCard(
            card.number, card.first_line, "new", ready.full_name, card, evidence=verdict.evidence
        )
        if keys and not verdict.certain:
            found.person = verdict.one
            found.status = "new" if verdict.one is None else "possible"
            found.own = self._next
            self._found[self._next] = card
            self._known.add(self._next, keys)
            self._next -= 1
        else:
            self._compare(found, keys, verdict)
        return found

    def _seen_before(self, raw: str) -> Match | None:
        one = self._known.by_card.get(card_key(raw))
        return None if one is None else Match(one, True, ("the same card",), by_card=True)

    def _whole_book(self) -> Known:
        """Read with the first card that was not imported before."""
        if not self._is_complete:
            complete(self._known, self._read)
            self._is_complete = True
        return self._known

    def _compare(self, found: FoundCard, keys: Keys | None, verdict: Match) -> None:
        person, contact = verdict.one, found.contact
        assert person is not None
        assert contact is not None
        found.person = person
        found.status = "same"
        if verdict.by_card and not contact.photo:
            return
        have = self.state(person)
        if verdict.by_card and have.photo:
            return
        found.difference = difference(have, contact)
        if not found.difference.adds_something:
            return
        found.status = "updated"
        self._states[person] = with_extra(have, found.difference.extra)
        if keys:
            self._known.add_points(person, keys)

    def state(self, person: int) -> Contact:
        """The person as the book has them, with what earlier cards would add."""
        state = self._states.get(person) or (self._found[person].contact if person < 0 else None)
        if state is None:
            state = contacts(self._read, [person])[person]
        self._states[person] = state
        return state


def both_sides(read: Reader, result: Preview, card: FoundCard) -> list[FieldChange]:
    """For a possible duplicate: the book's value and the file's, field by field."""
    if card.contact is None or card.person is None:
        return []
    if card.person > 0:
        have = contacts(read, [card.person]).get(card.person, Contact())
    else:
        earlier = (one for file in result.files for one in file.found if one.own == card.person)
        have = next((one.contact for one in earlier if one.contact), Contact())
    return difference(have, card.contact).changes


def _digest(path: Path, watch: _Watch) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            watch.look()
    return digest.hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
