"""The people of the sample book with their roles, contact points, tags and topics."""

from typing import Any

from sqlalchemy.orm import Session

from crm.model import ContactPoint, Organisation, Person, PersonTag, Role, Tag
from crm.people.adding import set_full_name
from crm.sample.story import Days, stable_uid
from crm.sample.topics import add_topics, stated_topics
from crm.text.folding import fold
from crm.text.typed_text import folded_point


def add_people(session: Session, entries: list[dict[str, Any]], days: Days) -> dict[str, Person]:
    """The people by full name."""
    people = {entry["name"]: _person(entry, days) for entry in entries}
    session.add_all(people.values())
    session.flush()
    for entry in entries:
        if "introduced_by" in entry:
            people[entry["name"]].introduced_by_id = people[entry["introduced_by"]].id
    _add_roles(session, entries, people)
    for entry in entries:
        session.add_all(_points(entry, people[entry["name"]].id))
    _add_tags(session, entries, people)
    topics_by_person = [
        stated_topics(entry, people[entry["name"]], days.day(entry["added"])) for entry in entries
    ]
    add_topics(session, [topic for topics in topics_by_person for topic in topics])
    return people


def _person(entry: dict[str, Any], days: Days) -> Person:
    person = Person(uid=stable_uid("person", entry["name"]))
    set_full_name(person, entry["name"])
    person.pronouns = entry.get("pronouns", "")
    person.how_we_met = entry.get("met", "")
    person.standing = entry.get("standing", "kept")
    person.added_on = days.day(entry["added"])
    person.rhythm_days = entry.get("rhythm")
    person.rhythm_since = person.added_on if person.rhythm_days else None
    person.blurb = entry.get("blurb", "")
    person.blurb_on = person.added_on if person.blurb else None
    if "birthday" in entry:
        coming = days.day(entry["birthday"])
        if (coming.month, coming.day) == (2, 29):
            coming = coming.replace(day=28)  # the year of birth may not be a leap year
        year = f"{coming.year - entry['turns']:04d}" if "turns" in entry else "-"
        person.birthday = f"{year}-{coming:%m-%d}"
        person.birthday_md = coming.month * 100 + coming.day
    return person


def _points(entry: dict[str, Any], person_id: int) -> list[ContactPoint]:
    values = [("email", entry.get("email"), "work"), ("phone", entry.get("phone"), "mobile")]
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
        for city in [entry.get("city")]
        if city
    ]


def _add_roles(session: Session, entries: list[dict[str, Any]], people: dict[str, Person]) -> None:
    names = dict.fromkeys(entry["org"] for entry in entries if "org" in entry)
    organisations = {name: Organisation(name=name, uid=stable_uid("organisation", name)) for name in names}
    session.add_all(organisations.values())
    session.flush()
    session.add_all(
        Role(
            person_id=people[entry["name"]].id,
            organisation_id=organisations[entry["org"]].id if "org" in entry else None,
            title=entry["title"],
        )
        for entry in entries
    )


def _add_tags(session: Session, entries: list[dict[str, Any]], people: dict[str, Person]) -> None:
    tags = {name: Tag(name=name) for entry in entries for name in entry.get("tags", [])}
    session.add_all(tags.values())
    session.flush()
    session.add_all(
        PersonTag(person_id=people[entry["name"]].id, tag_id=tags[name].id)
        for entry in entries
        for name in entry.get("tags", [])
    )
