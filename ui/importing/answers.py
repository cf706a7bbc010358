"""The user's choices for the cards of a preview. They can be undone, last first; nothing is written yet."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm.importing.choice import CardKey, Choice
from crm.importing.preview_lists import ListedCard

_NOTHING = Choice()


class Answers(QObject):
    """`choices` as the importer takes them, without default ones."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.choices: dict[CardKey, Choice] = {}
        self._before: list[dict[CardKey, Choice]] = []

    @property
    def can_undo_answer(self) -> bool:
        return bool(self._before)

    def begin(self, choices: Mapping[CardKey, Choice]) -> None:
        self.choices, self._before = dict(choices), []
        self.changed.emit()

    def of(self, key: CardKey) -> Choice:
        return self.choices.get(key, _NOTHING)

    def set_choices(self, choices: Mapping[CardKey, Choice]) -> None:
        """Records one answer for one or many cards, as one undo step."""
        new = {key: one for key, one in choices.items() if one != self.of(key)}
        if new:
            self._before.append({key: self.of(key) for key in new})
            self._set(new)

    def answer_who(self, row: ListedCard, one_person: bool | None) -> None:
        """One person or two. For a known person the default is one, and there is no "later"."""
        is_two = one_person is False
        answer = one_person if row.card.status == "possible" else False if is_two else None
        self.set_choices({row.key: replace(self.of(row.key), one_person=answer, left_out=False)})

    def undo_answer(self) -> CardKey | None:
        """Undoes the last answer; returns its (first) card's key, or None."""
        if not self._before:
            return None
        before = self._before.pop()
        self._set(before)
        return next(iter(before))

    def _set(self, choices: Mapping[CardKey, Choice]) -> None:
        for key, one in choices.items():
            if one == _NOTHING:
                self.choices.pop(key, None)
            else:
                self.choices[key] = one
        self.changed.emit()
