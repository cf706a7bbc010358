"""The three hundred: kept, parked and resting, with a year behind them, written straight into the tables."""

from datetime import date, timedelta
from itertools import product
from random import Random

from crm.model import (
    Advice,
    Ask,
    Attendance,
    Introduction,
    IntroductionSide,
    Item,
    ItemTopic,
    Meeting,
    Note,
    Person,
    PersonTopic,
    Promise,
    PromisePerson,
    Topic,
)  # fmt: skip
from crm.promises.kinds import DEFAULT_DAYS, default_due
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork
from tests.crm.today.year.words import FAMILY, GIVEN, NOTES, THINGS, TOPICS

PEOPLE = 300
_RHYTHMS = (
    [21] * 12 + [60] * 36 + [45] * 10 + [182] * 50 + [365] * 32
)  # of the first kept ones; the others have none
_KEPT, _RESTING = 210, 20  # the rest is parked


def gather(work: UnitOfWork, chance: Random) -> None:
    """Everything as it is on the eve: about half the rhythms late, a dozen promises open, some not by half."""
    people = [_person(work, chance, number, name) for number, name in enumerate(_names(chance))]
    work.session.add_all(people)
    topics = [Topic(words=words, folded=fold(words)) for words in TOPICS]
    work.session.add_all(topics)
    work.session.flush()
    _history(work, chance, people)
    _interests(work, chance, people, topics)
    _word(work, chance, people)
    _not_now(work, chance, people)
    work.label = "Gathered three hundred people"


def _names(chance: Random) -> list[str]:
    names = [f"{given} {family}" for given, family in product(GIVEN, FAMILY)]
    chance.shuffle(names)
    return names[:PEOPLE]


def _person(work: UnitOfWork, chance: Random, number: int, name: str) -> Person:
    given, family = name.split(" ")
    rhythm = _RHYTHMS[number] if number < len(_RHYTHMS) else None
    standing = "kept" if number < _KEPT else "resting" if number < _KEPT + _RESTING else "parked"
    if standing == "resting" and chance.random() < 0.5:
        rhythm = 60  # a rhythm from before: it must not speak
    one = Person(
        full_name=name, name_key=fold(name), given=given, family=family, standing=standing, rhythm_days=rhythm,
        rhythm_since=work.today - timedelta(days=chance.randrange(400)) if rhythm else None,
        how_we_met=f"At the fair of {2010 + number % 15}" if chance.random() < 0.3 else "",
    )  # fmt: skip
    if chance.random() < 0.5:
        born = date(chance.randrange(1950, 2002), 1, 1) + timedelta(days=chance.randrange(365))
        one.birthday, one.birthday_md = born.isoformat(), born.month * 100 + born.day
    if chance.random() < 0.05:
        began = work.today.replace(year=work.today.year - 3) + timedelta(days=chance.randrange(300))
        one.anniversary, one.anniversary_md = began.isoformat(), began.month * 100 + began.day
    return one


def _history(work: UnitOfWork, chance: Random, people: list[Person]) -> None:
    """A year of meetings, some of them gatherings; a tenth of the kept people was never met."""
    held = []
    for person in people:
        often = 0 if person.standing == "parked" or chance.random() < 0.1 else chance.randrange(1, 5)
        for _ in range(often):
            with_them = [person, *(chance.sample(people[:_KEPT], 3) if chance.random() < 0.08 else [])]
            held.append((_met(work, chance, person), list(dict.fromkeys(with_them))))
    work.session.add_all([meeting for meeting, _ in held])
    work.session.flush()
    work.session.add_all(
        Attendance(meeting_id=meeting.id, person_id=who.id) for meeting, there in held for who in there
    )
    work.session.flush()


def _met(work: UnitOfWork, chance: Random, person: Person) -> Meeting:
    ago = min(chance.expovariate(1 / (2.5 * (person.rhythm_days or 150))) + 1, 900)
    note = chance.choice(NOTES).format(topic=chance.choice(TOPICS), number=chance.randrange(2, 90))
    kind = chance.choice(("coffee", "call", "meal", "email"))
    return Meeting(kind=kind, held_on=work.today - timedelta(days=int(ago)), note=note)


def _interests(work: UnitOfWork, chance: Random, people: list[Person], topics: list[Topic]) -> None:
    items = [Item(title=f"Notes on {words}", url="", url_key="") for words in TOPICS]
    work.session.add_all(items)
    work.session.flush()
    work.session.add_all(
        ItemTopic(item_id=item.id, topic_id=topic.id) for item, topic in zip(items, topics, strict=True)
    )
    for person in people:
        for topic in chance.sample(topics, chance.choice((0, 0, 1, 2))):
            kind = chance.choice(("looking_for", "cares_about", "can_help_with"))
            work.session.add(PersonTopic(person_id=person.id, topic_id=topic.id, kind=kind))
        if chance.random() < 0.1:
            words = f"Wants to hear about {chance.choice(TOPICS)}."
            on = work.today - timedelta(days=chance.randrange(1, 300))
            work.session.add(Note(person_id=person.id, on_day=on, words=words))
    for person in chance.sample(people[:_KEPT], 12):
        given_on = work.today - timedelta(days=chance.randrange(5, 200))
        words = f"start small with {chance.choice(TOPICS)}"
        work.session.add(Advice(direction="received", person_id=person.id, words=words, given_on=given_on))
    work.session.flush()


def _word(work: UnitOfWork, chance: Random, people: list[Person]) -> None:
    """Promises both ways, to parked and resting people too."""
    for number in range(26):
        kind = chance.choice([kind for kind in DEFAULT_DAYS if kind != "introduction"])
        made = work.today - timedelta(days=chance.randrange(20))
        who = chance.choice(people if number < 8 else people[:_KEPT])
        theirs = number % 4 == 3
        one = Promise(
            kind="favour" if theirs else kind, words=f"{chance.choice(THINGS)} number {number}", made_on=made,
            due_on=default_due(kind, made), by_person_id=who.id if theirs else None,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        if not theirs:
            work.session.add(PromisePerson(promise_id=one.id, person_id=who.id, place=1))
    for _ in range(4):
        _introduction(work, *chance.sample(people[:_KEPT], 2))
    work.session.flush()


def _not_now(work: UnitOfWork, chance: Random, people: list[Person]) -> None:
    """A few were asked and said "not now", until a day of the coming months."""
    for number, who in enumerate(chance.sample(people[:_KEPT], 8)):
        asked_on = work.today - timedelta(days=60 + number)
        work.session.add(
            Ask(
                person_id=who.id, words=f"Could you tell me in {number + 10} minutes about {chance.choice(TOPICS)}?",
                state="not_now", asked_on=asked_on, answered_on=asked_on, not_before_on=work.today + timedelta(days=number * 9),
            )
        )  # fmt: skip
    work.session.flush()


def _introduction(work: UnitOfWork, one: Person, other: Person) -> None:
    words = f"introduce {one.full_name} to {other.full_name}"
    due = default_due("introduction", work.today)
    promise = Promise(kind="introduction", words=words, made_on=work.today, due_on=due)
    work.session.add(promise)
    work.session.flush()
    between = Introduction(promise_id=promise.id, state="offered")
    work.session.add(between)
    work.session.flush()
    for place, who in enumerate((one, other), 1):
        work.session.add(PromisePerson(promise_id=promise.id, person_id=who.id, place=place))
        work.session.add(IntroductionSide(introduction_id=between.id, person_id=who.id, place=place))
