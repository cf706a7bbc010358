"""One person as a Markdown page: details, topics, promises, what happened, notes."""

from collections.abc import Callable, Iterator
from datetime import date

from crm import rhythm
from crm.formats.markdown.escaping import first, plain, quoted
from crm.people.records import PersonDetails
from crm.people.story import StoryEntry
from crm.promises.queries import PromiseLine
from crm.text.date_lines import died_in_words

Named = Callable[[str], str]
"""A name as it stands in the text: a link where there is exactly one file of that name."""

_POINTS = {
    "email": "E-mail",
    "phone": "Phone",
    "address": "Address",
    "url": "Web page",
    "messenger": "Messenger",
}
_TOPICS = {"looking_for": "Looking for", "can_help_with": "Can help with", "cares_about": "Cares about"}
_MEETINGS = {"video": "Video call", "email": "E-mail"}
_ANSWERS = {
    "open": "no answer yet",
    "yes": "they said yes",
    "no": "they said no",
    "not_now": "they said not now",
}


def page(person: PersonDetails, story: list[StoryEntry], named: Named) -> str:
    parts = [f"# {plain(person.full_name)}"]
    for title, lines in (
        ("", _standing(person, named)),
        ("Details", _details(person)),
        ("Topics", _topics(person)),
        ("Promises", [_promise(one, named) for one in person.promises]),
    ):
        found = list(lines)
        if found:
            parts += [*([f"## {title}"] if title else []), "\n".join(found)]
    moments = [_moment(one, named) for one in story if one.kind != "note"]
    notes = [_note(one.on, one.body) for one in story if one.kind == "note"]
    if moments:
        parts += ["## Story", *moments]
    if notes:
        parts += ["## Notes", *notes]
    return "\n\n".join(parts) + "\n"


def _standing(person: PersonDetails, named: Named) -> Iterator[str]:
    for role in person.roles:
        said = [part for part in (role.title, role.organisation) if part]
        at = " at ".join([*(first(part) for part in said[:1]), *(plain(part) for part in said[1:])])
        yield f"- {at}{_span(role.from_on, role.until_on)}"
    if person.died:
        yield f"- {first(died_in_words(person.died))}"
    yield f"- Standing: {person.standing}; rhythm: {rhythm.describe(None if person.died else person.rhythm_days)}"
    if person.last_contact_on:
        yield f"- Last contact: {person.last_contact_on}"
    if person.how_we_met:
        yield f"- How we met: {plain(person.how_we_met)}"
    if person.introduced_by:
        yield f"- Introduced by: {named(person.introduced_by)}"
    if person.blurb:
        yield f"- In a line: {plain(person.blurb)}{f' ({person.blurb_on})' if person.blurb_on else ''}"


def _span(begun: date | None, ended: date | None) -> str:
    if not begun and not ended:
        return ""
    return f" ({begun or ''} to {ended})" if ended else f" (since {begun})"


def _details(person: PersonDetails) -> Iterator[str]:
    for title, value in (("Nickname", person.nickname), ("Pronouns", person.pronouns)):
        if value:
            yield f"- {title}: {plain(value)}"
    for kind, title in _POINTS.items():
        for point in person.points_of(kind):
            about = ", ".join(
                part for part in (plain(point.label), "preferred" if point.preferred else "") if part
            )
            yield f"- {title}{f' ({about})' if about else ''}: {plain(point.value)}"
    for title, day in (("Birthday", person.birthday), ("Anniversary", person.anniversary)):
        if day:
            yield f"- {title}: {plain(day)}"
    for one in person.dates:
        yield f"- {first(one.label)}: {plain(one.on)}"
    if person.tags:
        yield f"- Tags: {', '.join(plain(tag) for tag in person.tags)}"


def _topics(person: PersonDetails) -> Iterator[str]:
    for kind, title in _TOPICS.items():
        if words := person.topics_of(kind):
            yield f"- {title}: {', '.join(plain(one) for one in words)}"


def _promise(one: PromiseLine, named: Named) -> str:
    mark = " " if one.is_open else "x" if one.state == "kept" else "-"
    who = f"{named(one.by)}: " if one.by else ""
    about = [f"due {one.due}"] if one.due and one.is_open else []
    about += [f"kept {one.kept_on}"] if one.kept_on else []
    about += ["released"] if one.state == "released" else []
    told = f" ({', '.join(about)})" if about else ""
    outcome = f" {plain(one.outcome)}" if one.outcome else ""
    return f"- [{mark}] {who}{plain(one.title)}{told}.{outcome}"


def _moment(one: StoryEntry, named: Named) -> str:
    when = str(one.on) if one.on else "Some time ago"
    at = f" {one.at}" if one.at else ""
    title, body = _told(one, named)
    return "\n\n".join(part for part in (f"### {when}{at}: {title}", body) if part)


def _told(one: StoryEntry, named: Named) -> tuple[str, str]:
    people = ", ".join(named(name) for name in one.people)
    match one.kind:
        case "meeting":
            kind = _MEETINGS.get(one.what, one.what.capitalize())
            place = f" at {plain(one.title)}" if one.title else ""
            event = f" “{plain(one.event)}”" if one.event else ""
            return f"{kind}{event}{place}{f' with {people}' if people else ''}", quoted(one.body)
        case "share":
            landed = f"It landed: {plain(one.what)}" if one.what else ""
            return f"Shared “{plain(one.title)}”", "\n\n".join(p for p in (quoted(one.body), landed) if p)
        case "introduction":
            return f"Introduction{f' to {people}' if people else ''}", ""
        case "advice":
            whose = "Advice received" if one.what == "received" else "Advice given"
            return whose, "\n\n".join(part for part in (quoted(one.title), _came_of(one.body)) if part)
        case "ask":
            answer = f"Answer: {_ANSWERS.get(one.what, plain(one.what))}"
            return "Asked", "\n\n".join(
                part for part in (quoted(one.title), answer, quoted(one.body)) if part
            )
    return f"{'Kept my word' if one.what == 'mine' else 'Kept their word'}: {plain(one.title)}", quoted(
        one.body
    )


def _came_of(words: str) -> str:
    return f"What came of it: {plain(words)}" if words else ""


def _note(on: date | None, words: str) -> str:
    return f"### {on or 'Without a date'}\n\n{quoted(words)}"
