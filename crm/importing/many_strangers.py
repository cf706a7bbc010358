"""Very many people whom nobody has met are parked, unless the user says otherwise: while a file is read, those before, too."""

from crm.importing.found_cards import FilePreview, FoundCard
from crm.importing.row_writer import Rows


class Newcomers:
    """Of one file. `said` is the standing that the user wants for all, or nothing."""

    def __init__(self, rows: Rows, file: FilePreview, said: str) -> None:
        self._rows = rows
        self._file = file
        self._said = said
        self._kept: list[int] = []  # until there are too many

    def standing_of(self, card: FoundCard) -> str:
        if self._said:
            return self._said
        if self._file.is_crowd and self._kept:
            self._rows.park(self._kept)
            self._kept = []
        return self._file.standing_of(card)

    def came(self, card: FoundCard, person: int) -> None:
        if card.is_newcomer and not self._said and not self._file.is_crowd:
            self._kept.append(person)
