"""The invented user: works the list on most days, logs meetings in sentences, makes too many promises."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from crm.asks import asking
from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.introductions import side_answers
from crm.meetings import logging
from crm.people import editing
from crm.shelf import keeping as shelf
from crm.today import row_done, snoozing
from crm.today.row import Row
from crm.today.snooze_until import parse_until
from crm.unit_of_work import UnitOfWork
from tests.crm.today.year import words

_KEPT_PEOPLE = "SELECT full_name FROM person WHERE standing = 'kept' ORDER BY id"
_ANYBODY = "SELECT full_name FROM person ORDER BY id"
_ASKED = (
    "SELECT i.id, s.place FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "WHERE i.state = 'asking' AND s.answer = 'asked' AND s.answered_on < :today ORDER BY i.id, s.place"
)
_NOT_ASKED = (
    "SELECT s.place FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "WHERE i.promise_id = :id AND s.answer = 'not_asked' ORDER BY s.place"
)
_CHOICES = {
    "keep_your_word": {"done": 70, "told_later": 8, "let_go": 3, "snoozed": 7, "left": 12},
    "owed_to_me": {"done": 40, "not_this": 8, "left": 52},
    "did_it_happen": {"done": 70, "not_this": 15, "left": 15},
    "stay_close": {"done": 58, "wrote": 10, "snoozed": 10, "not_this": 3, "rests": 1, "left": 18},
    "not_now_over": {"asked_again": 30, "done": 15, "snoozed": 20, "not_this": 10, "left": 25},
    "dates": {"done": 60, "not_this": 10, "left": 30},
}
_TALKATIVE = 0.4
_SNOOZE_TEXTS = ("tomorrow", "next week", "in a month", "in 3 days")

Act = Callable[[UnitOfWork], object]


class User:
    """Acts randomly, reproducibly for a seed."""

    def __init__(self, book: Book, rng: Random) -> None:
        self._book = book
        self._rng = rng

    def works_on(self, day: date) -> bool:
        """Weekends are mostly free, and a weekday is missed now and then."""
        return self._rng.random() < (0.3 if day.weekday() >= 5 else 0.93)

    def handle(self, row: Row) -> str:
        """Acts on a row and returns the action's name, or an empty string. Sometimes undoes and redoes it."""
        action, act = self._choose_action(row)
        if act is None:
            return ""
        with self._book.work() as work:
            act(work)
        if self._rng.random() < 0.04:
            self._book.undo()
            self._book.redo()
        return action

    def spend_day(self, day: date) -> None:
        """The events of a day outside the list: meetings, asks, answers."""
        rng = self._rng
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            self._log(self._meeting_sentence())
        if rng.random() < 0.15:
            soon = rng.choice(("two", "three", "six"))
            self._log(f"Coffee with {self._random_person()} in {soon} days at 10:00")
        if rng.random() < 0.06:
            self._meet_new_person()
        if rng.random() < 0.08:
            self._change_person(rng.choice(self._book.read.values("SELECT id FROM person ORDER BY id")))
        if rng.random() < 0.03:
            with self._book.work() as work:
                shelf.keep(work, f"A piece found on {day}", topics=[rng.choice(words.TOPICS)])
        if rng.random() < 0.08:
            self._log(
                f"Asked {self._random_person()} for {rng.randrange(10, 40)} minutes on {rng.choice(words.TOPICS)}"
            )
        self._answer_introductions(day)
        self._answer_asks(day)

    def _meet_new_person(self) -> None:
        name = f"{self._rng.choice(words.NEWCOMERS)} {self._rng.choice(words.FAMILY)}son"
        self._log(f"Met {name} at the fair today. {self._fill(self._rng.choice(words.NOTES))}")
        if self._rng.random() < 0.5:
            self._change_person(self._book.read.value("SELECT max(id) FROM person"))

    def _choose_action(self, row: Row) -> tuple[str, Act | None]:
        to_ask = self._to_ask(row)
        if to_ask:
            return "asked", lambda work: [
                side_answers.answer_promise(work, row.subject_id, place, "asked") for place in to_ask
            ]
        choices = _CHOICES.get(row.rule, _CHOICES["dates"])
        action = self._one_of(**choices)
        return action, self._act(action, row)

    def _act(self, action: str, row: Row) -> Act | None:
        today = self._book.clock.today()
        match action:
            case "done":
                text = self._fill(self._rng.choice(words.REPLIES))
                what_happened = text if self._rng.random() < _TALKATIVE else None
                return lambda work: row_done.done(work, row.key, what_happened)
            case "told_later":
                due = max(today, row.due or today) + timedelta(days=self._rng.randrange(1, 15))
                return lambda work: snoozing.tell_later(work, row.key, due)
            case "let_go":
                return lambda work: snoozing.let_go(work, row.key)
            case "asked_again":
                again = f"Could you tell me about {self._rng.choice(words.TOPICS)} now?"
                return lambda work: asking.ask(work, row.people[0].id or 0, again)
            case "snoozed":
                until = parse_until(self._rng.choice(_SNOOZE_TEXTS), today)
                return lambda work: snoozing.snooze(work, row.key, until)
            case "not_this":
                return lambda work: snoozing.not_this(work, row.key)
            case "wrote":
                letter = self._fill(self._rng.choice(words.MESSAGES), row.people[0].name)
                return lambda work: self._log_in(work, letter)
            case "rests":
                return lambda work: snoozing.let_rest(work, row.people[0].id or 0)
        return None

    def _to_ask(self, row: Row) -> list[int]:
        """The sides of an introduction not asked yet; both if only the promise is stored."""
        if row.kind != "introduction":
            return []
        begun = self._book.read.value("SELECT 1 FROM introduction WHERE promise_id = :id", id=row.subject_id)
        return self._book.read.values(_NOT_ASKED, id=row.subject_id) if begun else [1, 2]

    def _meeting_sentence(self) -> str:
        """A sentence about a meeting, mostly with one person and with few promises (a list has seven rows)."""
        rng = self._rng
        name, other = self._random_person(), self._random_person()
        both = f" and {other}" if rng.random() < 0.15 and other != name else ""
        parts = [f"{rng.choice(words.KINDS)} with {name}{both} {rng.choice(words.WHEN)}."]
        parts.append(self._fill(rng.choice(words.NOTES), name))
        for often, phrases in ((0.75, words.MINE), (0.2, words.THEIRS), (0.15, words.LEARNED)):
            if rng.random() < often:
                parts.append(self._fill(rng.choice(phrases), name))
        if rng.random() < 0.2 and other != name:
            parts.append(rng.choice(words.BETWEEN).format(name=name, other=other))
        return " ".join(part for part in parts if part)

    def _random_person(self) -> str:
        every = _ANYBODY if self._rng.random() < 0.05 else _KEPT_PEOPLE
        return str(self._rng.choice(self._book.read.values(every)))

    def _fill(self, sentence: str, name: str = "") -> str:
        rng = self._rng
        return sentence.format(
            name=name, topic=rng.choice(words.TOPICS), thing=rng.choice(words.THINGS),
            number=rng.randrange(2, 90),
        )  # fmt: skip

    def _log(self, text: str) -> None:
        with self._book.work() as work:
            self._log_in(work, text)

    def _log_in(self, work: UnitOfWork, text: str) -> None:
        logging.log(work, understand(text, work.today, Names.from_reader(work.read)))

    def _change_person(self, person_id: int) -> None:
        """Changes a person's rhythm or standing."""
        rhythm = self._rng.choice((60, 182, 365, None))
        with self._book.work() as work:
            if self._rng.random() < 0.2:
                editing.set_standing(work, person_id, self._rng.choice(("parked", "resting")))
            else:
                editing.set_rhythm(work, person_id, rhythm)

    def _answer_introductions(self, day: date) -> None:
        """Some sides that were asked about an introduction answer."""
        for row in self._book.read.rows(_ASKED, today=day.isoformat()):
            if self._rng.random() > 0.25:
                continue
            given = self._one_of(yes=75, later=15, no=10)
            until = day + timedelta(days=self._rng.randrange(5, 30)) if given == "later" else None
            state = self._book.read.value("SELECT state FROM introduction WHERE id = :id", id=row["id"])
            if state == "asking":  # the other side may just have declined
                with self._book.work() as work:
                    side_answers.answer(work, row["id"], row["place"], given, until)

    def _answer_asks(self, day: date) -> None:
        for ask_id in self._book.read.values("SELECT id FROM ask WHERE state = 'open' ORDER BY id"):
            if self._rng.random() < 0.2:
                given = self._one_of(yes=2, no=2, not_now=6)
                until = day + timedelta(days=self._rng.randrange(1, 90))
                with self._book.work() as work:
                    if given == "not_now":
                        asking.answer_not_now(work, ask_id, until, "when the fair is over")
                    else:
                        getattr(asking, f"answer_{given}")(work, ask_id)

    def _one_of(self, **weights: int) -> str:
        return self._rng.choices(list(weights), list(weights.values()))[0]
