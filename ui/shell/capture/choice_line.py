"""Who is meant, where several people fit: a choice by key or click, never a guess."""

from collections.abc import Callable, Mapping
from functools import partial

from crm.capture.draft import NamedPerson
from ui.shell.capture import wording
from ui.widgets.buttons import Button
from ui.widgets.layout import Flow, Line, paint_ground

_MOST = 4


class ChoiceLine(Line):
    """`options` are (person id, name), the last one someone new. `apart` says what tells the candidates apart."""

    def __init__(
        self,
        one: NamedPerson,
        apart: Mapping[int, str],
        choose: Callable[[NamedPerson, int | None], object],
        numbered: bool,
    ):
        self.one = one
        self.options: list[tuple[int | None, str]] = [*one.candidates[:_MOST], (None, one.typed)]
        self.buttons: list[Button] = []
        flow = Flow()
        for number, (person_id, name) in enumerate(self.options, 1):
            words = ", ".join(filter(None, [name, apart.get(person_id, "")])) if person_id else "someone new"
            kind = "plain" if person_id is not None else "quiet"
            keys = str(number) if numbered else ""
            button = Button(words, kind, clicked=partial(choose, one, person_id), keys=keys)
            self.buttons.append(button)
            flow.flow.addWidget(button)
        super().__init__(f"which {wording.first_name(one)}?", flow)
        paint_ground(self, "choice")
