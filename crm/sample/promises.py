"""The promises of the sample book, by the user and by others, with introductions and advice."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import Advice, Introduction, IntroductionSide, Item, Person, Promise, PromisePerson
from crm.sample.meetings import MeetingsByDay
from crm.sample.story import Days, stable_uid

Entry = dict[str, Any]


class PromiseWriter:
    """Adds advice, promises and introductions. Call add_advice first: promises refer to advice by its words."""

    def __init__(
        self, session: Session, people: dict[str, Person], days: Days, meetings_by_day: MeetingsByDay
    ) -> None:
        self._session = session
        self._people = people
        self._days = days
        self._meetings_by_day = meetings_by_day
        self._advice: dict[str, Advice] = {}

    def add_advice(self, entries: list[Entry]) -> None:
        for entry in entries:
            meeting = self._meetings_by_day.get((entry["on"], entry["person"]))
            self._advice[entry["words"]] = Advice(
                uid=stable_uid("advice", entry["words"]),
                direction=entry["direction"],
                person_id=self._people[entry["person"]].id,
                meeting_id=meeting.id if meeting else None,
                words=entry["words"],
                given_on=self._days.day(entry["on"]),
                applies=entry.get("applies", ""),
                tried=entry.get("tried", ""),
                came_of=entry.get("came_of", ""),
                told_on=self._days.day_or_none(entry.get("told")),
                try_by=self._days.day_or_none(entry.get("try_by")),
            )
        self._session.add_all(self._advice.values())
        self._session.flush()

    def add_promises(self, entries: list[Entry], items: dict[str, Item]) -> None:
        promises = [self._promise(entry, items) for entry in entries]
        self._session.add_all(promises)
        self._session.flush()
        for entry, promise in zip(entries, promises, strict=True):
            self._add_people(entry, promise)
            if entry["kind"] == "introduction" and "by" not in entry:
                self._add_introduction(entry, promise)

    def add_ideas(self, entries: list[Entry]) -> None:
        for entry in entries:
            self._add_sides(entry, Introduction(uid=stable_uid("idea", str(entry["sides"])), state="idea"))

    def _promise(self, entry: Entry, items: dict[str, Item]) -> Promise:
        meeting = next(
            (self._meetings_by_day[key] for key in self._meeting_keys(entry) if key in self._meetings_by_day),
            None,
        )
        item, advice = items.get(entry.get("item", "")), self._advice.get(entry.get("advice", ""))
        return Promise(
            uid=stable_uid("promise", entry["made"], entry["words"]),
            kind=entry["kind"],
            by_person_id=self._people[entry["by"]].id if "by" in entry else None,
            words=entry["words"],
            meeting_id=meeting.id if meeting else None,
            made_on=self._days.day(entry["made"]),
            due_on=self._days.day_or_none(entry.get("due")),
            due_said=int(entry.get("said", False)),
            state=entry.get("state", "open"),
            back_on=self._days.day_or_none(entry.get("back")),
            kept_on=self._days.day_or_none(entry.get("kept")),
            outcome=entry.get("outcome", ""),
            item_id=item.id if item else None,
            advice_id=advice.id if advice else None,
        )

    def _meeting_keys(self, entry: Entry) -> list[tuple[int, str]]:
        by = [entry["by"]] if "by" in entry else []
        return [(entry["made"], name) for name in by + self._names(entry)]

    def _names(self, entry: Entry) -> list[str]:
        return [*entry.get("to", []), *(side["person"] for side in entry.get("sides", []))]

    def _add_people(self, entry: Entry, promise: Promise) -> None:
        part = "about" if entry["kind"] == "introduction" else "to"
        for place, name in enumerate(self._names(entry), start=1):
            self._session.add(
                PromisePerson(promise_id=promise.id, person_id=self._people[name].id, part=part, place=place)
            )

    def _add_introduction(self, entry: Entry, promise: Promise) -> None:
        heard = self._days.day_or_none(entry.get("heard"))
        asked = any(side["answer"] != "not_asked" for side in entry["sides"])
        state = "heard" if heard else "made" if promise.kept_on else "asking" if asked else "offered"
        introduction = Introduction(
            uid=stable_uid("introduction", promise.uid),
            promise_id=promise.id,
            state=state,
            made_on=promise.kept_on,
            heard_on=heard,
        )
        self._add_sides(entry, introduction)

    def _add_sides(self, entry: Entry, introduction: Introduction) -> None:
        self._session.add(introduction)
        self._session.flush()
        for place, side in enumerate(entry["sides"], start=1):
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
