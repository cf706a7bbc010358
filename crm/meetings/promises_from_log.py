"""Saves the promises of a draft, with the sides of introductions, and advice with its follow-up promise."""

from datetime import date

from crm.advice.follow_ups import FOLLOW_UPS
from crm.capture.draft import Draft, DraftAdvice, DraftPromise
from crm.meetings.people_from_log import DraftPeople
from crm.model import Advice, Introduction, IntroductionSide, Promise, PromisePerson
from crm.new_rows import NewRows
from crm.promises.kinds import default_due
from crm.unit_of_work import UnitOfWork


class PromiseWriter:
    """Collects all rows for one meeting, or none, and writes them in bulk."""

    def __init__(self, work: UnitOfWork, draft_people: DraftPeople, meeting_id: int | None) -> None:
        self._work, self._draft_people, self._meeting_id = work, draft_people, meeting_id
        self._advice = NewRows(work, Advice)
        self._promises, self._people = NewRows(work, Promise), NewRows(work, PromisePerson)
        self._introductions, self._sides = NewRows(work, Introduction), NewRows(work, IntroductionSide)

    def promise(self, draft_promise: DraftPromise) -> int:
        by = None if draft_promise.by is None else self._draft_people.id(draft_promise.by)
        people = self._draft_people.ids(draft_promise.people)
        promise_id = self._add_promise(
            draft_promise.kind, draft_promise.what, by, draft_promise.due, due_said=draft_promise.due_said
        )
        for place, person_id in enumerate(people, 1):
            self._people.add(promise_id=promise_id, person_id=person_id, place=place)
        if draft_promise.kind == "introduction" and by is None:
            self._add_introduction(promise_id, draft_promise.what, people)
        if draft_promise.introduced and people:
            self._add_received(promise_id, people[0], self._draft_people.ids(draft_promise.introduced))
        return promise_id

    def advice(self, draft: Draft) -> list[int]:
        """Adds advice and one follow-up promise per person, unless the draft has that promise. Returns the promise ids."""
        opened: dict[tuple[int, str], int] = {}
        promised = self._promised_follow_ups(draft)
        for draft_advice in draft.advice:
            person_id = self._draft_people.id(draft_advice.person)
            advice_id = self._add_advice(draft_advice, person_id, draft)
            kind, words = FOLLOW_UPS[draft_advice.direction]
            if (person_id, kind) in opened or (person_id, kind) in promised:
                continue
            due = default_due(kind, self._work.today)
            follow_up_id = self._add_promise(kind, words, None, due, advice_id=advice_id)
            self._people.add(promise_id=follow_up_id, person_id=person_id, place=1)
            opened[person_id, kind] = follow_up_id
        return list(opened.values())

    def write(self) -> None:
        for rows in (self._advice, self._promises, self._people, self._introductions, self._sides):
            rows.write()

    def _add_promise(
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

    def _add_introduction(self, promise_id: int, words: str, people: list[int]) -> None:
        """Adds both sides. A side that is not a person is stored by its words."""
        introduction_id = self._introductions.add(promise_id=promise_id, state="offered")
        for place, person_id in enumerate(people[:2], 1):
            self._sides.add(introduction_id=introduction_id, place=place, person_id=person_id)
        other = words.partition(" to ")[2].strip()
        if len(people) == 1 and other:
            self._sides.add(introduction_id=introduction_id, place=2, name=other)

    def _add_received(self, promise_id: int, by: int, people: list[int]) -> None:
        """An introduction that person made for the user, to be thanked for by the promise."""
        introduction_id = self._introductions.add(
            promise_id=promise_id, state="made", by_person_id=by, made_on=self._work.today
        )
        for place, person_id in enumerate(people, 1):
            self._sides.add(introduction_id=introduction_id, place=place, person_id=person_id, answer="yes")

    def _add_advice(self, draft_advice: DraftAdvice, person_id: int, draft: Draft) -> int:
        on = draft.meeting.on if draft.meeting else self._work.today
        return self._advice.add(
            direction=draft_advice.direction, person_id=person_id, meeting_id=self._meeting_id, words=draft_advice.words,
            applies=draft_advice.applies, given_on=on,
        )  # fmt: skip

    def _promised_follow_ups(self, draft: Draft) -> set[tuple[int, str]]:
        """(person id, kind) of the follow-up promises in the draft itself."""
        follow_up_kinds = {kind for kind, _ in FOLLOW_UPS.values()}
        mine = [one for one in draft.promises if one.by is None and one.kind in follow_up_kinds]
        return {(person_id, one.kind) for one in mine for person_id in self._draft_people.ids(one.people)}
