"""Turns groups of an address book into tags on their members, who are identified by the UIDs of their cards."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.importing.choice import Choice, Choices
from crm.importing.found_cards import FilePreview, FoundCard
from crm.importing.row_writer import RowWriter
from crm.matching.identity import uid_key
from crm.storage.reading import Reader

_NO_CHOICE = Choice()


class TagResult(NamedTuple):
    added: int
    left_out: int  # groups, by choice


class GroupTags:
    """Collects the imported people by UID with `add_person`, and adds the tags at the end."""

    def __init__(self, rows: RowWriter) -> None:
        self._rows = rows
        # By file index, as a UID may occur in two files.
        self._in_file: dict[tuple[int, str], int] = {}
        self._in_any: dict[str, int] = {}

    def add_person(self, index: int, uid: str, person: int) -> None:
        """`uid` is that of the card, which may differ from the person's UID in the book."""
        if key := uid_key(uid):
            self._in_file.setdefault((index, key), person)
            self._in_any.setdefault(key, person)

    def apply(self, read: Reader, files: Sequence[FilePreview], choices: Choices) -> TagResult:
        groups = [
            (index, card) for index, file in enumerate(files) for card in file.found if card.status == "group"
        ]
        chosen = [
            (index, card)
            for index, card in groups
            if not choices.get((index, card.number), _NO_CHOICE).left_out
        ]
        wanted = {uid_key(member) for _, card in chosen for member in card.members}
        added = 0
        if wanted:
            self._rows.write()
            by_uid = self._people_in_book(read, wanted)
            for index, card in chosen:
                for person in self._members(by_uid, index, card):
                    self._rows.tag(person, card.name)
                    added += 1
        return TagResult(added, len(groups) - len(chosen))

    def _people_in_book(self, read: Reader, wanted: set[str]) -> dict[str, int]:
        rows = read.connection.execute("SELECT uid, id FROM person")
        return {key: one for uid, one in rows if (key := uid_key(uid)) in wanted}

    def _members(self, by_uid: dict[str, int], index: int, card: FoundCard) -> Iterator[int]:
        """Members imported with the same file come before people of the book, and those before people of other files."""
        for member in card.members:
            key = uid_key(member)
            person = self._in_file.get((index, key)) or by_uid.get(key) or self._in_any.get(key)
            if person:
                yield person
