"""All corrections of a draft, applied to each new draft while the corrected text exists. No Qt here."""

from datetime import date
from typing import TypeVar

from crm.capture.draft import Draft, DraftPromise, NamedPerson, Span
from ui.shell.capture import correction
from ui.shell.capture.correction import (
    Correction,
    DayCorrection,
    DueCorrection,
    Item,
    KindCorrection,
    PersonCorrection,
    PlaceCorrection,
)
from ui.shell.capture.edits import Edit, TrackedRange

C = TypeVar("C", bound=Correction)
_NO = {"promise": "no promise", "topic": "no topic", "advice": "no advice", "ask": "no ask"}


class Corrections:
    def __init__(self) -> None:
        self._all: dict[str, Correction] = {}
        self._draft = Draft("")

    @property
    def chosen(self) -> dict[str, int | None]:
        """Chosen person ids by typed name, as the parser takes them."""
        return {one.typed: one.person_id for one in self._all.values() if isinstance(one, PersonCorrection)}

    def apply(self, draft: Draft, today: date) -> Draft:
        for one in self._all.values():
            one.apply(draft, today)
        self._draft = draft
        return draft

    def follow(self, edit: Edit, text: str) -> None:
        """To be called after each edit, with the new text. Drops corrections whose text was deleted."""
        for one in self._all.values():
            one.text_range.follow(edit)
        if text.strip():
            self._all = {key: one for key, one in self._all.items() if not one.text_range.is_deleted}
        else:
            self._all = {}

    def active(self) -> list[Correction]:
        return [one for one in self._all.values() if one.holds]

    def take_back(self, one: Correction) -> None:
        self._all.pop(one.key, None)

    def choose_kind(self, kind: str) -> None:
        if (meeting := self._draft.meeting) is not None:
            before = self._holding(KindCorrection)
            self._keep(
                KindCorrection(TrackedRange.of(meeting.span), before.was if before else meeting.kind, kind)
            )

    def choose_day(self, on: date) -> None:
        if (meeting := self._draft.meeting) is not None:
            before = self._holding(DayCorrection)
            self._keep(DayCorrection(TrackedRange.of(meeting.span), before.was if before else meeting.on, on))

    def choose_place(self, place: str) -> None:
        if (meeting := self._draft.meeting) is not None:
            before = self._holding(PlaceCorrection)
            self._keep(
                PlaceCorrection(TrackedRange.of(meeting.span), before.was if before else meeting.place, place)
            )

    def choose_person(self, one: NamedPerson, person_id: int | None) -> None:
        """Chooses a person for a typed name; None for a new person."""
        name = next((name for other, name in one.candidates if other == person_id), one.typed)
        self._keep(PersonCorrection(TrackedRange.of(self._span_of(one.typed)), one.typed, person_id, name))

    def choose_due(self, line: DraftPromise, due: date | None) -> None:
        key = correction.key_of(line)
        before = next(
            (one for one in self.active() if isinstance(one, DueCorrection) and one.of == key), None
        )
        self._keep(
            DueCorrection(TrackedRange.of(line.span), key, line.what, before.was if before else line.due, due)
        )

    def drop(self, line: Item) -> None:
        key = correction.key_of(line)
        name = _NO[key.split(" ")[0]]
        self._keep(correction.RemovedLine(TrackedRange.of(line.span), key, correction.text_of(line), name))

    def _keep(self, one: Correction) -> None:
        """A choice equal to the parsed value removes the correction."""
        self._all.pop(one.key, None)
        if one.changes:
            self._all[one.key] = one

    def _holding(self, kind: type[C]) -> C | None:
        return next((one for one in self.active() if isinstance(one, kind)), None)

    def _span_of(self, typed: str) -> Span | None:
        spans = (
            one
            for one in self._draft.spans
            if self._draft.text[one.start : one.end].casefold() == typed.casefold()
        )
        return next(spans, None)
