"""What a draft promises, written down: mine and theirs, introductions with their two sides, advice with its loop."""

from datetime import date

from crm.capture.draft import Draft, DraftAdvice, DraftPromise
from crm.meetings.people_from_log import DraftPeople
from crm.model import Advice, Introduction, IntroductionSide, Promise, PromisePerson
from crm.new_rows import NewRows
from crm.promises.kinds import default_due
from crm.unit_of_work import UnitOfWork

# The advice itself stands in the row that keeps the promise; these words only say what is owed.
_LOOPS = {"received": ("report_back", "what came of the advice"), "given": ("ask_after", "how it went")}


class PromiseWriter:
    """Collects it all for one meeting, or none; a text of a thousand lines is written in a few statements."""

    def __init__(self, work: UnitOfWork, roster: DraftPeople, meeting_id: int | None) -> None:
        self._work, self._roster, self._meeting_id = work, roster, meeting_id
        self._advice = NewRows(work, Advice)
        self._promises, self._people = NewRows(work, Promise), NewRows(work, PromisePerson)
        self._introductions, self._sides = NewRows(work, Introduction), NewRows(work, IntroductionSide)

    def promise(self, said: DraftPromise) -> int:
        by = None if said.by is None else self._roster.id(said.by)
        people = self._roster.ids(said.people)
        promise_id = self._promise(said.kind, said.what, by, said.due, due_said=said.due_said)
        for place, person_id in enumerate(people, 1):
            self._people.add(promise_id=promise_id, person_id=person_id, place=place)
        if said.kind == "introduction" and by is None:
            self._introduction(promise_id, said.what, people)
        return promise_id

    def advice(self, draft: Draft) -> list[int]:
        """Keeps the advice; each person's opens one promise, unless the text makes that promise itself."""
        opened: dict[tuple[int, str], int] = {}
        promised = self._loops_promised(draft)
        for said in draft.advice:
            person_id = self._roster.id(said.person)
            advice_id = self._one_advice(said, person_id, draft)
            kind, words = _LOOPS[said.direction]
            if (person_id, kind) in opened or (person_id, kind) in promised:
                continue
            due = default_due(kind, self._work.today)
            loop_id = self._promise(kind, words, None, due, advice_id=advice_id)
            self._people.add(promise_id=loop_id, person_id=person_id, place=1)
            opened[person_id, kind] = loop_id
        return list(opened.values())

    def write(self) -> None:
        for rows in (self._advice, self._promises, self._people, self._introductions, self._sides):
            rows.write()

    def _promise(
        self,
        kind: str,
        words: str,
        by: int | None,
        due: date | None,
        *,
        due_said: bool = False,
        advice_id: int | None = None,
    ) -> int:
        return self._promises.add(
            kind=kind, words=words, by_person_id=by, meeting_id=self._meeting_id, made_on=self._work.today,
            due_on=due, due_said=int(due_said), advice_id=advice_id,
        )  # fmt: skip

    def _introduction(self, promise_id: int, words: str, people: list[int]) -> None:
        """Two sides; where only one is a person, the other is kept by its words."""
        between = self._introductions.add(promise_id=promise_id, state="offered")
        for place, person_id in enumerate(people[:2], 1):
            self._sides.add(introduction_id=between, place=place, person_id=person_id)
        other = words.partition(" to ")[2].strip()
        if len(people) == 1 and other:
            self._sides.add(introduction_id=between, place=2, name=other)

    def _one_advice(self, said: DraftAdvice, person_id: int, draft: Draft) -> int:
        on = draft.meeting.on if draft.meeting else self._work.today
        return self._advice.add(
            direction=said.direction, person_id=person_id, meeting_id=self._meeting_id, words=said.words, given_on=on
        )  # fmt: skip

    def _loops_promised(self, draft: Draft) -> set[tuple[int, str]]:
        """Whom the text itself promises a loop, by kind."""
        loops = {kind for kind, _ in _LOOPS.values()}
        mine = [one for one in draft.promises if one.by is None and one.kind in loops]
        return {(person_id, one.kind) for one in mine for person_id in self._roster.ids(one.people)}
