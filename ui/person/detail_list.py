"""The list of a person's details, each edited in place."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.people.records import PersonDetails, PointLine
from crm.people.ways_to_reach import Way, ways_of
from ui import use_cases
from ui.context import Context
from ui.labelled_field import LabelledField
from ui.person.detail_lines import NEW_WORDS, Detail, details, new_point
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.file_dialogs import file_dialog
from ui.widgets.layout import Flow, Lines, column
from ui.widgets.read_only_controls import mark_reading

_PICTURES = "Pictures (*.jpg *.jpeg *.png *.gif *.webp)"
_LABELS = ("work", "home", "mobile", "other")


class DetailList(QWidget):
    """Rebuilt only if lines are added or removed, so that the focused field keeps the focus."""

    way_chosen = Signal(object)  # a Way to reach the person

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._person: PersonDetails | None = None
        self._everything = False
        self._adding: list[str] = []
        self.fields: dict[tuple[object, ...], LabelledField] = {}
        self._lines = Lines()
        self.more = {
            kind: ChipButton(f"+ {words}", partial(self.add, kind)) for kind, words in NEW_WORDS.items()
        }
        self._photo = ChipButton("+ photo", self._on_photo_pressed)
        self._all = mark_reading(Button("All details", "link", clicked=self._toggle))
        inside = column(self._lines, Flow(*self.more.values(), self._photo), gap=12)
        inside.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)

    def show_person(self, person: PersonDetails) -> None:
        if self._person is None or person.id != self._person.id:
            self._adding, self._everything = (
                [kind for kind in NEW_WORDS if _left(self._context, person, ("new", kind))],
                False,
            )
        self._adding = [kind for kind in self._adding if not self._is_filled(kind)]
        self._person = person
        self._photo.setText("take the photo away" if person.photo else "+ photo")
        wanted = details(
            self._context, person, lambda key: self._everything or _left(self._context, person, key)
        )
        wanted += [new_point(self._context, person.id, kind) for kind in self._adding]
        same = list(self.fields) == [(person.id, *one.key) for one in wanted]
        if same:
            for one in wanted:
                self.fields[person.id, *one.key].show_text(one.label, one.text, one.spoken)
        else:
            self._build(wanted)

    def add(self, kind: str) -> None:
        """Adds a line of this kind and focuses it."""
        if self._person is None:
            return
        if kind not in self._adding:
            self._adding.append(kind)
            self.show_person(self._person)
        self.fields[self._person.id, "new", kind].field.setFocus()

    def focus_first(self) -> None:
        for field in self.fields.values():
            field.field.setFocus()
            return

    def _on_photo_pressed(self) -> None:
        if self._person is not None and self._person.photo:
            self._context.do(use_cases.people.editing.remove_photo, self._person.id)
        else:
            dialog = file_dialog(self, "Choose a photo", kinds=_PICTURES)
            dialog.fileSelected.connect(lambda name: self.take_photo(Path(name)))
            dialog.open()

    def take_photo(self, file: Path) -> None:
        """A file that cannot be read or decoded is reported, and the photo is unchanged."""
        try:
            data = file.read_bytes()
        except OSError:
            self._context.show_message(f"{file.name} could not be read.")
            return
        if self._person is not None:
            self._context.do(use_cases.people.editing.set_photo, self._person.id, data)

    def _is_filled(self, kind: str) -> bool:
        field = self.fields.get((self._person.id, "new", kind)) if self._person else None
        return field is not None and bool(field.text.strip()) and field.problem.isHidden()

    def _toggle(self) -> None:
        self._everything = not self._everything
        self._all.set_text("Fewer details" if self._everything else "All details")
        if self._person is not None:
            self.show_person(self._person)

    def _build(self, wanted: list[Detail]) -> None:
        assert self._person is not None
        held = next((key for key, field in self.fields.items() if field.field.hasFocus()), None)
        self._lines.clear()
        self.fields = {}
        for one in wanted:
            beside = self._point_button(one.point) if one.point else None
            place = _place(self._person, one.key)
            field = LabelledField(
                one.label,
                one.text,
                one.save,
                self._context.drafts,
                place,
                one.hint,
                one.several,
                beside,
                one.spoken,
            )
            self.fields[self._person.id, *one.key] = field
            self._lines.add(field)
        if held in self.fields:
            self.fields[held].field.setFocus()
        elif held is not None and held[:2] == (self._person.id, "new"):
            self.more[str(held[2])].setFocus()  # it was saved: continue with the button for another one

    def _point_button(self, point: PointLine) -> IconButton:
        name = f"More about {point.value}"
        button = IconButton("ellipsis", name, clicked=lambda: self._open_point_menu(button, point))
        return button

    def _open_point_menu(self, button: IconButton, point: PointLine) -> None:
        labels = [(label, label) for label in _LABELS if label != point.label]
        chosen = [*labels, None, ("remove", "Take it away")]
        if not point.preferred:
            chosen.insert(len(labels), ("prefer", "Preferred"))
        ways = {way.address: way for way in ways_of(point)}
        first = [*((way.address, way.title) for way in ways.values()), None] if ways else []
        open_menu(button, [*first, *chosen], lambda value: self._on_chosen(point, ways, value))

    def _on_chosen(self, point: PointLine, ways: Mapping[str, Way], value: str) -> None:
        if value in ways:
            self.way_chosen.emit(ways[value])
        else:
            self._change_point(point, value)

    def _change_point(self, point: PointLine, value: str) -> None:
        if value == "remove":
            self._context.do(use_cases.people.editing.remove_point, point.id)
        elif value == "prefer":
            self._context.do(use_cases.people.editing.prefer_point, point.id)
        else:
            self._context.do(use_cases.people.editing.change_point, point.id, point.value, value)


def _place(person: PersonDetails, key: tuple[str, object]) -> str:
    return f"detail {key} of {person.uid}"


def _left(context: Context, person: PersonDetails, key: tuple[str, object]) -> bool:
    """Whether there is a draft of this detail; then its line is shown even if it is empty in the book."""
    return bool(context.drafts.text(_place(person, key)))
