"""Creates the 300 people (kept, parked and resting) with a year of history, written directly to the tables."""

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
# Of the first kept people; the others have no rhythm.
_RHYTHMS = [21] * 12 + [60] * 36 + [45] * 10 + [182] * 50 + [365] * 32
_KEPT, _RESTING = 210, 20  # the others are parked


def create_people(work: UnitOfWork, rng: Random) -> None:
    """The book on the first day: about half the rhythms are late, a dozen promises are open."""
    people = [_person(work, rng, number, name) for number, name in enumerate(_names(rng))]
    work.session.add_all(people)
    topics = [Topic(words=words, folded=fold(words)) for words in TOPICS]
    work.session.add_all(topics)
    work.session.flush()
    _history(work, rng, people)
    _interests(work, rng, people, topics)
    _word(work, rng, people)
    _not_now(work, rng, people)
    work.label = "Gathered three hundred people"


def _names(rng: Random) -> list[str]:
    names = [f"{given} {family}" for given, family in product(GIVEN, FAMILY)]
    rng.shuffle(names)
    return names[:PEOPLE]


def _person(work: UnitOfWork, rng: Random, number: int, name: str) -> Person:
    given, family = name.split(" ")
    rhythm = _RHYTHMS[number] if number < len(_RHYTHMS) else None
    standing = "kept" if number < _KEPT else "resting" if number < _KEPT + _RESTING else "parked"
    if standing == "resting" and rng.random() < 0.5:
        rhythm = 60  # a rhythm from before resting: it must be ignored
    one = Person(
        full_name=name, name_key=fold(name), given=given, family=family, standing=standing, rhythm_days=rhythm,
        rhythm_since=work.today - timedelta(days=rng.randrange(400)) if rhythm else None,
        how_we_met=f"At the fair of {2010 + number % 15}" if rng.random() < 0.3 else "",
    )  # fmt: skip
    if rng.random() < 0.5:
        born = date(rng.randrange(1950, 2002), 1, 1) + timedelta(days=rng.randrange(365))
        one.birthday, one.birthday_md = born.isoformat(), born.month * 100 + born.day
    if rng.random() < 0.05:
        began = work.today.replace(year=work.today.year - 3) + timedelta(days=rng.randrange(300))
        one.anniversary, one.anniversary_md = began.isoformat(), began.month * 100 + began.day
    return one


def _history(work: UnitOfWork, rng: Random, people: list[Person]) -> None:
    """A year of meetings, some with several people; a tenth of the kept people was never met."""
    held = []
    for person in people:
        often = 0 if person.standing == "parked" or rng.random() < 0.1 else rng.randrange(1, 5)
        for _ in range(often):
            with_them = [person, *(rng.sample(people[:_KEPT], 3) if rng.random() < 0.08 else [])]
            held.append((_met(work, rng, person), list(dict.fromkeys(with_them))))
    work.session.add_all([meeting for meeting, _ in held])
    work.session.flush()
    work.session.add_all(
        Attendance(meeting_id=meeting.id, person_id=who.id) for meeting, there in held for who in there
    )
    work.session.flush()


def _met(work: UnitOfWork, rng: Random, person: Person) -> Meeting:
    ago = min(rng.expovariate(1 / (2.5 * (person.rhythm_days or 150))) + 1, 900)
    note = rng.choice(NOTES).format(topic=rng.choice(TOPICS), number=rng.randrange(2, 90))
    kind = rng.choice(("coffee", "call", "meal", "email"))
    return Meeting(kind=kind, held_on=work.today - timedelta(days=int(ago)), note=note)


def _interests(work: UnitOfWork, rng: Random, people: list[Person], topics: list[Topic]) -> None:
    items = [Item(title=f"Notes on {words}", url="", url_key="") for words in TOPICS]
    work.session.add_all(items)
    work.session.flush()
    work.session.add_all(
        ItemTopic(item_id=item.id, topic_id=topic.id) for item, topic in zip(items, topics, strict=True)
    )
    for person in people:
        for topic in rng.sample(topics, rng.choice((0, 0, 1, 2))):
            kind = rng.choice(("looking_for", "cares_about", "can_help_with"))
            work.session.add(PersonTopic(person_id=person.id, topic_id=topic.id, kind=kind))
        if rng.random() < 0.1:
            words = f"Wants to hear about {rng.choice(TOPICS)}."
            on = work.today - timedelta(days=rng.randrange(1, 300))
            work.session.add(Note(person_id=person.id, on_day=on, words=words))
    for person in rng.sample(people[:_KEPT], 12):
        given_on = work.today - timedelta(days=rng.randrange(5, 200))
        words = f"start small with {rng.choice(TOPICS)}"
        work.session.add(Advice(direction="received", person_id=person.id, words=words, given_on=given_on))
    work.session.flush()


def _word(work: UnitOfWork, rng: Random, people: list[Person]) -> None:
    """Promises by the user and by others, also with parked and resting people."""
    for number in range(26):
        kind = rng.choice([kind for kind in DEFAULT_DAYS if kind != "introduction"])
        made = work.today - timedelta(days=rng.randrange(20))
        who = rng.choice(people if number < 8 else people[:_KEPT])
        theirs = number % 4 == 3
        one = Promise(
            kind="favour" if theirs else kind, words=f"{rng.choice(THINGS)} number {number}", made_on=made,
            due_on=default_due(kind, made), by_person_id=who.id if theirs else None,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        if not theirs:
            work.session.add(PromisePerson(promise_id=one.id, person_id=who.id, place=1))
    for _ in range(4):
        _introduction(work, *rng.sample(people[:_KEPT], 2))
    work.session.flush()


def _not_now(work: UnitOfWork, rng: Random, people: list[Person]) -> None:
    """A few asks answered "not now", until a day in the coming months."""
    for number, who in enumerate(rng.sample(people[:_KEPT], 8)):
        asked_on = work.today - timedelta(days=60 + number)
        work.session.add(
            Ask(
                person_id=who.id, words=f"Could you tell me in {number + 10} minutes about {rng.choice(TOPICS)}?",
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
