"""Standing of new people: beyond MAX_KEPT in one file they are parked, also those already added."""

from crm.importing.found_cards import FilePreview, FoundCard
from crm.importing.row_writer import RowWriter


class StandingOfNewPeople:
    """`chosen` is the standing that the user chose for all, or ""."""

    def __init__(self, rows: RowWriter, file: FilePreview, chosen: str) -> None:
        self._rows = rows
        self._file = file
        self._chosen = chosen
        self._kept: list[int] = []  # until the limit is exceeded

    def standing_of(self, card: FoundCard) -> str:
        if self._chosen:
            return self._chosen
        if self._file.has_too_many and self._kept:
            self._rows.park(self._kept)
            self._kept = []
        return self._file.standing_of(card)

    def added(self, card: FoundCard, person: int) -> None:
        if card.is_unclassified and not self._chosen and not self._file.has_too_many:
            self._kept.append(person)
