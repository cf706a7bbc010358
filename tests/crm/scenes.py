"""Setting a scene in a real book: people, meetings, promises and the shelf, as use cases would leave them."""

from datetime import date

from crm.model import (
    Attendance,
    ContactPoint,
    Introduction,
    IntroductionSide,
    Item,
    ItemTopic,
    Meeting,
    Person,
    PersonTopic,
    Promise,
    PromisePerson,
    Topic,
)
from crm.promises.kinds import default_due
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork


def person(work: UnitOfWork, name: str, email: str = "", **more: object) -> Person:
    given, _, family = name.partition(" ")
    for which in ("birthday", "anniversary"):
        stored = str(more.get(which) or "")
        if stored:
            more[f"{which}_md"] = int(stored[-5:-3]) * 100 + int(stored[-2:])
    one = Person(full_name=name, name_key=fold(name), given=given, family=family, **more)
    work.session.add(one)
    work.session.flush()
    if email:
        work.session.add(ContactPoint(person_id=one.id, kind="email", value=email, folded=email.lower()))
    return one


def meeting(work: UnitOfWork, on: date, *there: Person, **more: object) -> Meeting:
    one = Meeting(held_on=on, **{"kind": "coffee", **more})
    work.session.add(one)
    work.session.flush()
    work.session.add_all([Attendance(meeting_id=one.id, person_id=who.id) for who in there])
    work.session.flush()
    return one


def promise(
    work: UnitOfWork, kind: str, words: str, *to: Person | str, made_on: date | None = None, **more: object
) -> Promise:
    """Made today and due by default unless told otherwise; a string in `to` is someone not in the book."""
    made = made_on or work.today
    one = Promise(kind=kind, words=words, made_on=made, **{"due_on": default_due(kind, made), **more})
    work.session.add(one)
    work.session.flush()
    for place, who in enumerate(to, 1):
        named = {"name": who} if isinstance(who, str) else {"person_id": who.id}
        work.session.add(PromisePerson(promise_id=one.id, place=place, **named))
    work.session.flush()
    return one


def introduction(work: UnitOfWork, one: Person | str, other: Person | str, **more: object) -> Promise:
    made = promise(work, "introduction", "intro them", one, other, **more)
    between = Introduction(promise_id=made.id)
    work.session.add(between)
    work.session.flush()
    for place, who in enumerate((one, other), 1):
        named = {"name": who} if isinstance(who, str) else {"person_id": who.id}
        work.session.add(IntroductionSide(introduction_id=between.id, place=place, **named))
    work.session.flush()
    return made


def topic(work: UnitOfWork, words: str) -> Topic:
    found = work.session.query(Topic).filter_by(folded=fold(words)).first()
    if found is None:
        found = Topic(words=words, folded=fold(words))
        work.session.add(found)
        work.session.flush()
    return found


def person_topic(work: UnitOfWork, who: Person, kind: str, words: str) -> None:
    work.session.add(PersonTopic(person_id=who.id, topic_id=topic(work, words).id, kind=kind))
    work.session.flush()


def item(work: UnitOfWork, title: str, *topics: str, url: str = "") -> Item:
    one = Item(title=title, url=url, url_key=url)
    work.session.add(one)
    work.session.flush()
    for words in topics:
        work.session.add(ItemTopic(item_id=one.id, topic_id=topic(work, words).id))
    work.session.flush()
    return one
