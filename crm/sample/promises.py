"""What was promised in the sample book, both ways: introductions in every state, shares, advice to report back on."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Advice, Introduction, IntroductionSide, Item, Person, Promise, PromisePerson
from crm.sample.meetings import MeetingsByDay
from crm.sample.story import Days, stable_uid

Entry = dict[str, Any]


class PromiseWriter:
    """Adds them one after another; items and advice a promise rests on are found by their words."""

    def __init__(self, session: Session, people: dict[str, Person], days: Days, held: MeetingsByDay) -> None:
        self._session = session
        self._people = people
        self._days = days
        self._held = held
        self._advice: dict[str, Advice] = {}

    def add_advice(self, told: list[Entry]) -> None:
        for one in told:
            meeting = self._held.get((one["on"], one["person"]))
            self._advice[one["words"]] = Advice(
                uid=stable_uid("advice", one["words"]),
                direction=one["direction"],
                person_id=self._people[one["person"]].id,
                meeting_id=meeting.id if meeting else None,
                words=one["words"],
                given_on=self._days.day(one["on"]),
                applies=one.get("applies", ""),
                tried=one.get("tried", ""),
                came_of=one.get("came_of", ""),
                told_on=self._days.day_or_none(one.get("told")),
            )
        self._session.add_all(self._advice.values())
        self._session.flush()

    def add_promises(self, told: list[Entry], items: dict[str, Item]) -> None:
        promises = [self._promise(one, items) for one in told]
        self._session.add_all(promises)
        self._session.flush()
        for one, promise in zip(told, promises, strict=True):
            self._add_people(one, promise)
            if one["kind"] == "introduction" and "by" not in one:
                self._add_introduction(one, promise)

    def add_ideas(self, told: list[Entry]) -> None:
        for one in told:
            self._add_sides(one, Introduction(uid=stable_uid("idea", str(one["sides"])), state="idea"))

    def _promise(self, one: Entry, items: dict[str, Item]) -> Promise:
        meeting = next((self._held[key] for key in self._places(one) if key in self._held), None)
        item, advice = items.get(one.get("item", "")), self._advice.get(one.get("advice", ""))
        return Promise(
            uid=stable_uid("promise", one["made"], one["words"]),
            kind=one["kind"],
            by_person_id=self._people[one["by"]].id if "by" in one else None,
            words=one["words"],
            meeting_id=meeting.id if meeting else None,
            made_on=self._days.day(one["made"]),
            due_on=self._days.day_or_none(one.get("due")),
            due_said=int(one.get("said", False)),
            state=one.get("state", "open"),
            back_on=self._days.day_or_none(one.get("back")),
            kept_on=self._days.day_or_none(one.get("kept")),
            outcome=one.get("outcome", ""),
            item_id=item.id if item else None,
            advice_id=advice.id if advice else None,
        )

    def _places(self, one: Entry) -> list[tuple[int, str]]:
        by = [one["by"]] if "by" in one else []
        return [(one["made"], name) for name in by + self._names(one)]

    def _names(self, one: Entry) -> list[str]:
        return [*one.get("to", []), *(side["person"] for side in one.get("sides", []))]

    def _add_people(self, one: Entry, promise: Promise) -> None:
        part = "about" if one["kind"] == "introduction" else "to"
        for place, name in enumerate(self._names(one), start=1):
            self._session.add(
                PromisePerson(promise_id=promise.id, person_id=self._people[name].id, part=part, place=place)
            )

    def _add_introduction(self, one: Entry, promise: Promise) -> None:
        heard = self._days.day_or_none(one.get("heard"))
        asked = any(side["answer"] != "not_asked" for side in one["sides"])
        state = "heard" if heard else "made" if promise.kept_on else "asking" if asked else "offered"
        introduction = Introduction(
            uid=stable_uid("introduction", promise.uid),
            promise_id=promise.id,
            state=state,
            made_on=promise.kept_on,
            heard_on=heard,
        )
        self._add_sides(one, introduction)

    def _add_sides(self, one: Entry, introduction: Introduction) -> None:
        self._session.add(introduction)
        self._session.flush()
        for place, side in enumerate(one["sides"], start=1):
            self._session.add(
                IntroductionSide(
                    introduction_id=introduction.id,
                    place=place,
                    person_id=self._people[side["person"]].id,
                    reason=side.get("reason", ""),
                    answer=side.get("answer", "not_asked"),
                    answered_on=self._days.day_or_none(side.get("on")),
                    later_until=self._days.day_or_none(side.get("later")),
                )
            )
