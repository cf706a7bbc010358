"""Adding a person by name; further details are entered on their page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.drafts import Drafts
from ui.field_draft import FieldDraft
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row
from ui.widgets.sheet import Sheet


class NewPersonSheet(Sheet):
    """One field. The typed name stays until `done` is called after `name_entered`."""

    name_entered = Signal(str)

    def __init__(self, window: QWidget, drafts: Drafts):
        super().__init__(window, "New person", width=440)
        self._name = QLineEdit()
        self._name.setPlaceholderText("Ana Ruiz")
        self._name.setAccessibleName("Name of the new person")
        self._name.returnPressed.connect(self._on_return)
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        self._draft = FieldDraft(self._name, drafts, "Enter adds them.")
        for widget in (PlainLabel("Who is it?", "caption"), self._name, self._draft.offer, self._problem):
            self.body.addWidget(widget)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(Button("Cancel", "quiet", clicked=self.close_sheet))
        buttons.addWidget(Button("Add", "primary", clicked=self._on_return, keys="Enter"))
        self.body.addLayout(buttons)

    def ask(self, name: str = "") -> None:
        self._draft.show("name of someone new")
        if name:
            self._name.setText(name)
        self._problem.hide()
        self.open()
        self._name.setFocus()

    def say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.show()

    def done(self) -> None:
        self._name.clear()
        self.close_sheet()

    def _on_return(self) -> None:
        self.name_entered.emit(self._name.text())
