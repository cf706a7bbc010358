"""The invented user: works the list on most days, logs what happened in sentences, promises more than is wise."""

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
from crm.today import row_done
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
_PUT_OFF = ("tomorrow", "next week", "in a month", "in 3 days")

Act = Callable[[UnitOfWork], object]


class User:
    """Does what a day brings; the same seed does the same."""

    def __init__(self, book: Book, chance: Random) -> None:
        self._book = book
        self._chance = chance

    def works_on(self, day: date) -> bool:
        """Weekends are mostly free, and a weekday is missed now and then."""
        return self._chance.random() < (0.3 if day.weekday() >= 5 else 0.93)

    def handle(self, row: Row) -> str:
        """Does something about a row and says what, or leaves it for another day. Some is undone and done again."""
        deed, act = self._about(row)
        if act is None:
            return ""
        with self._book.work() as work:
            act(work)
        if self._chance.random() < 0.04:
            self._book.undo()
            self._book.redo()
        return deed

    def live(self, day: date) -> None:
        """What happens beside the list: people are met, things are said, answers come."""
        chance = self._chance
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            self._log(self._encounter())
        if chance.random() < 0.15:
            soon = chance.choice(("two", "three", "six"))
            self._log(f"Coffee with {self._somebody()} in {soon} days at 10:00")
        if chance.random() < 0.06:
            self._meet_somebody_new()
        if chance.random() < 0.08:
            self._rearrange(chance.choice(self._book.read.values("SELECT id FROM person ORDER BY id")))
        if chance.random() < 0.03:
            with self._book.work() as work:
                shelf.add_item(work, f"A piece found on {day}", topics=[chance.choice(words.TOPICS)])
        if chance.random() < 0.08:
            self._log(
                f"Asked {self._somebody()} for {chance.randrange(10, 40)} minutes on {chance.choice(words.TOPICS)}"
            )
        self._answers(day)
        self._answers_to_asks(day)

    def _meet_somebody_new(self) -> None:
        name = f"{self._chance.choice(words.NEWCOMERS)} {self._chance.choice(words.FAMILY)}son"
        self._log(f"Met {name} at the fair today. {self._filled(self._chance.choice(words.NOTES))}")
        if self._chance.random() < 0.5:
            self._rearrange(self._book.read.value("SELECT max(id) FROM person"))

    def _about(self, row: Row) -> tuple[str, Act | None]:
        to_ask = self._to_ask(row)
        if to_ask:
            return "asked", lambda work: [
                side_answers.answer_promise(work, row.subject_id, place, "asked") for place in to_ask
            ]
        choices = _CHOICES.get(row.rule, _CHOICES["dates"])
        deed = self._one_of(**choices)
        return deed, self._act(deed, row)

    def _act(self, deed: str, row: Row) -> Act | None:
        today = self._book.clock.today()
        match deed:
            case "done":
                text = self._filled(self._chance.choice(words.REPLIES))
                said = text if self._chance.random() < _TALKATIVE else None
                return lambda work: row_done.done(work, row.key, said)
            case "told_later":
                due = max(today, row.due or today) + timedelta(days=self._chance.randrange(1, 15))
                return lambda work: row_done.tell_later(work, row.key, due)
            case "let_go":
                return lambda work: row_done.let_go(work, row.key)
            case "asked_again":
                again = f"Could you tell me about {self._chance.choice(words.TOPICS)} now?"
                return lambda work: asking.ask(work, row.people[0].id or 0, again)
            case "snoozed":
                until = parse_until(self._chance.choice(_PUT_OFF), today)
                return lambda work: row_done.snooze(work, row.key, until)
            case "not_this":
                return lambda work: row_done.not_this(work, row.key)
            case "wrote":
                letter = self._filled(self._chance.choice(words.MESSAGES), row.people[0].name)
                return lambda work: self._log_in(work, letter)
            case "rests":
                return lambda work: row_done.let_rest(work, row.people[0].id or 0)
        return None

    def _to_ask(self, row: Row) -> list[int]:
        """The sides of an introduction that were not asked yet; both where nothing but the promise is stored."""
        if row.kind != "introduction":
            return []
        begun = self._book.read.value("SELECT 1 FROM introduction WHERE promise_id = :id", id=row.subject_id)
        return self._book.read.values(_NOT_ASKED, id=row.subject_id) if begun else [1, 2]

    def _encounter(self) -> str:
        """Mostly with one person; the promises in it are few, as a list of seven a day has to bear them."""
        chance = self._chance
        name, other = self._somebody(), self._somebody()
        both = f" and {other}" if chance.random() < 0.15 and other != name else ""
        parts = [f"{chance.choice(words.KINDS)} with {name}{both} {chance.choice(words.WHEN)}."]
        parts.append(self._filled(chance.choice(words.NOTES), name))
        for often, phrases in ((0.75, words.MINE), (0.2, words.THEIRS), (0.15, words.LEARNED)):
            if chance.random() < often:
                parts.append(self._filled(chance.choice(phrases), name))
        if chance.random() < 0.2 and other != name:
            parts.append(chance.choice(words.BETWEEN).format(name=name, other=other))
        return " ".join(part for part in parts if part)

    def _somebody(self) -> str:
        every = _ANYBODY if self._chance.random() < 0.05 else _KEPT_PEOPLE
        return str(self._chance.choice(self._book.read.values(every)))

    def _filled(self, sentence: str, name: str = "") -> str:
        chance = self._chance
        return sentence.format(
            name=name, topic=chance.choice(words.TOPICS), thing=chance.choice(words.THINGS),
            number=chance.randrange(2, 90),
        )  # fmt: skip

    def _log(self, text: str) -> None:
        with self._book.work() as work:
            self._log_in(work, text)

    def _log_in(self, work: UnitOfWork, text: str) -> None:
        logging.log(work, understand(text, work.today, Names.from_reader(work.read)))

    def _rearrange(self, person_id: int) -> None:
        """Somebody gets a rhythm, another one or none, or is parked, or let rest."""
        rhythm = self._chance.choice((60, 182, 365, None))
        with self._book.work() as work:
            if self._chance.random() < 0.2:
                editing.set_standing(work, person_id, self._chance.choice(("parked", "resting")))
            else:
                editing.set_rhythm(work, person_id, rhythm)

    def _answers(self, day: date) -> None:
        """Those who were asked about an introduction say something after a few days."""
        for row in self._book.read.rows(_ASKED, today=day.isoformat()):
            if self._chance.random() > 0.25:
                continue
            given = self._one_of(yes=75, later=15, no=10)
            until = day + timedelta(days=self._chance.randrange(5, 30)) if given == "later" else None
            state = self._book.read.value("SELECT state FROM introduction WHERE id = :id", id=row["id"])
            if state == "asking":  # the other side may have said no just now
                with self._book.work() as work:
                    side_answers.answer(work, row["id"], row["place"], given, until)

    def _answers_to_asks(self, day: date) -> None:
        for ask_id in self._book.read.values("SELECT id FROM ask WHERE state = 'open' ORDER BY id"):
            if self._chance.random() < 0.2:
                given = self._one_of(yes=2, no=2, not_now=6)
                until = day + timedelta(days=self._chance.randrange(1, 90))
                with self._book.work() as work:
                    if given == "not_now":
                        asking.answer_not_now(work, ask_id, until, "when the fair is over")
                    else:
                        getattr(asking, f"answer_{given}")(work, ask_id)

    def _one_of(self, **weights: int) -> str:
        return self._chance.choices(list(weights), list(weights.values()))[0]
