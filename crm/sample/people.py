"""The people of the sample book, with where they work, how to reach them and what they care about."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import ContactPoint, Organisation, Person, PersonTag, Role, Tag
from crm.people.adding import set_full_name
from crm.sample.story import Days, same_uid
from crm.sample.topics import add_topics, stated
from crm.text.folding import fold
from crm.text.typed_text import folded_point


def add_people(session: Session, told: list[dict[str, Any]], days: Days) -> dict[str, Person]:
    """All of them, by full name."""
    people = {one["name"]: _person(one, days) for one in told}
    session.add_all(people.values())
    session.flush()
    for one in told:
        if "introduced_by" in one:
            people[one["name"]].introduced_by_id = people[one["introduced_by"]].id
    _add_roles(session, told, people)
    for one in told:
        session.add_all(_points(one, people[one["name"]].id))
    _add_tags(session, told, people)
    heard = [stated(one, people[one["name"]], days.day(one["added"])) for one in told]
    add_topics(session, [topic for topics in heard for topic in topics])
    return people


def _person(one: dict[str, Any], days: Days) -> Person:
    person = Person(uid=same_uid("person", one["name"]))
    set_full_name(person, one["name"])
    person.pronouns = one.get("pronouns", "")
    person.how_we_met = one.get("met", "")
    person.standing = one.get("standing", "kept")
    person.added_on = days.day(one["added"])
    person.rhythm_days = one.get("rhythm")
    person.rhythm_since = person.added_on if person.rhythm_days else None
    person.blurb = one.get("blurb", "")
    person.blurb_on = person.added_on if person.blurb else None
    if "birthday" in one:
        coming = days.day(one["birthday"])
        if (coming.month, coming.day) == (2, 29):
            coming = coming.replace(day=28)  # the year of birth may have had no 29th
        year = f"{coming.year - one['turns']:04d}" if "turns" in one else "-"
        person.birthday = f"{year}-{coming:%m-%d}"
        person.birthday_md = coming.month * 100 + coming.day
    return person


def _points(one: dict[str, Any], person_id: int) -> list[ContactPoint]:
    values = [("email", one.get("email"), "work"), ("phone", one.get("phone"), "mobile")]
    return [
        ContactPoint(
            person_id=person_id, kind=kind, value=value, folded=folded_point(kind, value), label=label
        )
        for kind, value, label in values
        if value
    ] + [
        ContactPoint(
            person_id=person_id,
            kind="address",
            value=city,
            folded=fold(city),
            label="work",
            parts=f'["", "", "", "{city}", "", "", ""]',
        )
        for city in [one.get("city")]
        if city
    ]


def _add_roles(session: Session, told: list[dict[str, Any]], people: dict[str, Person]) -> None:
    names = dict.fromkeys(one["org"] for one in told if "org" in one)
    organisations = {name: Organisation(name=name, uid=same_uid("organisation", name)) for name in names}
    session.add_all(organisations.values())
    session.flush()
    session.add_all(
        Role(
            person_id=people[one["name"]].id,
            organisation_id=organisations[one["org"]].id if "org" in one else None,
            title=one["title"],
        )
        for one in told
    )


def _add_tags(session: Session, told: list[dict[str, Any]], people: dict[str, Person]) -> None:
    tags = {name: Tag(name=name) for one in told for name in one.get("tags", [])}
    session.add_all(tags.values())
    session.flush()
    session.add_all(
        PersonTag(person_id=people[one["name"]].id, tag_id=tags[name].id)
        for one in told
        for name in one.get("tags", [])
    )
