"""Choice between several people who match a typed name, by key or click."""

from collections.abc import Callable, Mapping
from functools import partial

from crm.capture.draft import NamedPerson
from ui.shell.capture import line_text
from ui.widgets.buttons import Button
from ui.widgets.layout import Flow, Line, paint_background

_MOST = 4


class ChoiceLine(Line):
    """`options` are (person id, name), the last one a new person. `distinctions` are texts that tell the
    candidates apart."""

    def __init__(
        self,
        one: NamedPerson,
        distinctions: Mapping[int, str],
        choose: Callable[[NamedPerson, int | None], object],
        numbered: bool,
    ):
        self.one = one
        self.options: list[tuple[int | None, str]] = [*one.candidates[:_MOST], (None, one.typed)]
        self.buttons: list[Button] = []
        flow = Flow()
        for number, (person_id, name) in enumerate(self.options, 1):
            words = (
                ", ".join(filter(None, [name, distinctions.get(person_id, "")]))
                if person_id
                else "someone new"
            )
            kind = "plain" if person_id is not None else "quiet"
            keys = str(number) if numbered else ""
            button = Button(words, kind, clicked=partial(choose, one, person_id), keys=keys)
            self.buttons.append(button)
            flow.flow.addWidget(button)
        super().__init__(f"which {line_text.first_name(one)}?", flow)
        paint_background(self, "choice")
