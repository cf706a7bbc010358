"""A group of an address book becomes a tag on its members, who are named by the UIDs they came with."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.importing.choice import Choice, Choices
from crm.importing.found_cards import FilePreview, FoundCard
from crm.importing.row_writer import Rows
from crm.matching.identity import uid_key
from crm.storage.reading import Reader

_NO_CHOICE = Choice()


class Tagged(NamedTuple):
    times: int
    left_out: int  # groups, by choice


class GroupTags:
    """Told of everyone who came in by `came`, it puts the tags on at the end."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._in_file: dict[
            tuple[int, str], int
        ] = {}  # by the place of the file, as a UID may be in two of them
        self._in_any: dict[str, int] = {}

    def came(self, place: int, uid: str, person: int) -> None:
        """The UID may not be the one that this person has in the book."""
        if key := uid_key(uid):
            self._in_file.setdefault((place, key), person)
            self._in_any.setdefault(key, person)

    def put_on(self, read: Reader, files: Sequence[FilePreview], choices: Choices) -> Tagged:
        groups = [
            (place, card) for place, file in enumerate(files) for card in file.found if card.status == "group"
        ]
        taken = [one for one in groups if not choices.get((one[0], one[1].number), _NO_CHOICE).left_out]
        wanted = {uid_key(member) for _, card in taken for member in card.members}
        times = 0
        if wanted:
            self._rows.write()
            known = self._known(read, wanted)
            for place, card in taken:
                for person in self._members(known, place, card):
                    self._rows.tag(person, card.name)
                    times += 1
        return Tagged(times, len(groups) - len(taken))

    def _known(self, read: Reader, wanted: set[str]) -> dict[str, int]:
        rows = read.connection.execute("SELECT uid, id FROM person")
        return {key: one for uid, one in rows if (key := uid_key(uid)) in wanted}

    def _members(self, known: dict[str, int], place: int, card: FoundCard) -> Iterator[int]:
        """Whoever came in one file with the group goes before the book, and that before those of other files."""
        for member in card.members:
            key = uid_key(member)
            person = self._in_file.get((place, key)) or known.get(key) or self._in_any.get(key)
            if person:
                yield person
