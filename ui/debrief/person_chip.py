"""The person an answer is about: a chip in front of the words; arrow keys change it, Enter lists everyone."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.people.short_names import PersonRef
from ui.theme.look import look
from ui.widgets.avatar import avatar_pixmap
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.labels import set_tip

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_AVATAR = 18


class PersonChip(ChipButton):
    """Hidden where only one person was there."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__("", self._open_menu, parent=parent)
        self._people: Sequence[PersonRef] = ()
        self.person: PersonRef | None = None
        self.setIconSize(QSize(look.px(_AVATAR), look.px(_AVATAR)))
        self.setAccessibleDescription("Whom this is about. Arrow keys choose another person.")
        set_tip(self, "Whom this is about (arrow keys)")
        look.theme_changed.connect(self._show)

    def show_people(self, people: Sequence[PersonRef]) -> None:
        """Keeps the person who is chosen, if they are still there."""
        self._people = people
        chosen_id = self.person.id if self.person is not None else None
        self.person = next((one for one in people if one.id == chosen_id), people[0] if people else None)
        self.setVisible(len(people) > 1)
        self._show()

    def choose(self, person_id: int | None) -> None:
        """Does nothing for someone who was not there."""
        found = next((one for one in self._people if one.id == person_id), None)
        if found is not None:
            self.person = found
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.person is None:
            super().keyPressEvent(event)
            return
        at = self._people.index(self.person)
        self._take(self._people[(at + step) % len(self._people)])

    def _take(self, person: PersonRef) -> None:
        self.person = person
        self._show()
        self.chosen.emit()

    def _open_menu(self) -> None:
        open_menu(self, [(one, one.name) for one in self._people], self._take)

    def _show(self) -> None:
        if self.person is None:
            return
        ratio = self.devicePixelRatioF()
        self.setIcon(QIcon(avatar_pixmap(self.person.name, self.person.uid, look.px(_AVATAR), ratio)))
        self.set_text(self.person.first_name)
