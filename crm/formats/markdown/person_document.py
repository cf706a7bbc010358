"""A person as a Markdown document: details, topics, promises, story, notes."""

from collections.abc import Callable, Iterator
from datetime import date

from crm import rhythm
from crm.formats.markdown.escaping import escape_line_start, escape_text, quote_note
from crm.people.records import PersonDetails
from crm.people.story import StoryEntry
from crm.promises.queries import PromiseLine
from crm.text.date_lines import describe_death

FormatName = Callable[[str], str]
"""Formats a name in the text: as a link if exactly one file has that name."""

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


def document(person: PersonDetails, story: list[StoryEntry], format_name: FormatName) -> str:
    parts = [f"# {escape_text(person.full_name)}"]
    for title, lines in (
        ("", _standing(person, format_name)),
        ("Details", _details(person)),
        ("Topics", _topics(person)),
        ("Promises", [_promise(one, format_name) for one in person.promises]),
    ):
        found = list(lines)
        if found:
            parts += [*([f"## {title}"] if title else []), "\n".join(found)]
    moments = [_moment(one, format_name) for one in story if one.kind != "note"]
    notes = [_note(one.on, one.body) for one in story if one.kind == "note"]
    if moments:
        parts += ["## Story", *moments]
    if notes:
        parts += ["## Notes", *notes]
    return "\n\n".join(parts) + "\n"


def _standing(person: PersonDetails, format_name: FormatName) -> Iterator[str]:
    for role in person.roles:
        parts = [part for part in (role.title, role.organisation) if part]
        at = " at ".join(
            [*(escape_line_start(part) for part in parts[:1]), *(escape_text(part) for part in parts[1:])]
        )
        yield f"- {at}{_span(role.from_on, role.until_on)}"
    if person.died:
        yield f"- {escape_line_start(describe_death(person.died))}"
    yield f"- Standing: {person.standing}; rhythm: {rhythm.describe(None if person.died else person.rhythm_days)}"
    if person.last_contact_on:
        yield f"- Last contact: {person.last_contact_on}"
    if person.how_we_met:
        yield f"- How we met: {escape_text(person.how_we_met)}"
    if person.introduced_by:
        yield f"- Introduced by: {format_name(person.introduced_by)}"
    if person.blurb:
        yield f"- In a line: {escape_text(person.blurb)}{f' ({person.blurb_on})' if person.blurb_on else ''}"


def _span(begun: date | None, ended: date | None) -> str:
    if not begun and not ended:
        return ""
    return f" ({begun or ''} to {ended})" if ended else f" (since {begun})"


def _details(person: PersonDetails) -> Iterator[str]:
    for title, value in (("Nickname", person.nickname), ("Pronouns", person.pronouns)):
        if value:
            yield f"- {title}: {escape_text(value)}"
    for kind, title in _POINTS.items():
        for point in person.points_of(kind):
            about = ", ".join(
                part for part in (escape_text(point.label), "preferred" if point.preferred else "") if part
            )
            yield f"- {title}{f' ({about})' if about else ''}: {escape_text(point.value)}"
    for title, day in (("Birthday", person.birthday), ("Anniversary", person.anniversary)):
        if day:
            yield f"- {title}: {escape_text(day)}"
    for one in person.dates:
        yield f"- {escape_line_start(one.label)}: {escape_text(one.on)}"
    if person.tags:
        yield f"- Tags: {', '.join(escape_text(tag) for tag in person.tags)}"


def _topics(person: PersonDetails) -> Iterator[str]:
    for kind, title in _TOPICS.items():
        if words := person.topics_of(kind):
            yield f"- {title}: {', '.join(escape_text(one) for one in words)}"


def _promise(one: PromiseLine, format_name: FormatName) -> str:
    mark = " " if one.is_open else "x" if one.state == "kept" else "-"
    who = f"{format_name(one.by)}: " if one.by else ""
    about = [f"due {one.due}"] if one.due and one.is_open else []
    about += [f"kept {one.kept_on}"] if one.kept_on else []
    about += ["released"] if one.state == "released" else []
    details = f" ({', '.join(about)})" if about else ""
    outcome = f" {escape_text(one.outcome)}" if one.outcome else ""
    return f"- [{mark}] {who}{escape_text(one.title)}{details}.{outcome}"


def _moment(one: StoryEntry, format_name: FormatName) -> str:
    when = str(one.on) if one.on else "Some time ago"
    at = f" {one.at}" if one.at else ""
    title, body = _story_text(one, format_name)
    return "\n\n".join(part for part in (f"### {when}{at}: {title}", body) if part)


def _story_text(one: StoryEntry, format_name: FormatName) -> tuple[str, str]:
    people = ", ".join(format_name(name) for name in one.people)
    match one.kind:
        case "meeting":
            kind = _MEETINGS.get(one.what, one.what.capitalize())
            place = f" at {escape_text(one.title)}" if one.title else ""
            event = f" “{escape_text(one.event)}”" if one.event else ""
            return f"{kind}{event}{place}{f' with {people}' if people else ''}", quote_note(one.body)
        case "share":
            landed = f"It landed: {escape_text(one.what)}" if one.what else ""
            return f"Shared “{escape_text(one.title)}”", "\n\n".join(
                p for p in (quote_note(one.body), landed) if p
            )
        case "introduction":
            return f"Introduction{f' to {people}' if people else ''}", _outcome_text(one.body)
        case "advice":
            whose = "Advice received" if one.what == "received" else "Advice given"
            return whose, "\n\n".join(
                part for part in (quote_note(one.title), _outcome_text(one.body)) if part
            )
        case "ask":
            answer = f"Answer: {_ANSWERS.get(one.what, escape_text(one.what))}"
            return "Asked", "\n\n".join(
                part for part in (quote_note(one.title), answer, quote_note(one.body)) if part
            )
    return (
        f"{'Kept my word' if one.what == 'mine' else 'Kept their word'}: {escape_text(one.title)}",
        quote_note(one.body),
    )


def _outcome_text(words: str) -> str:
    return f"What came of it: {escape_text(words)}" if words else ""


def _note(on: date | None, words: str) -> str:
    return f"### {on or 'Without a date'}\n\n{quote_note(words)}"
