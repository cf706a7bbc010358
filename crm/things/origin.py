"""Where a thing comes from: one sentence about it, its people, and the things it belongs to."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from crm.meetings.meeting_names import describe_meeting
from crm.people.short_names import PersonRef, person_refs
from crm.promises import queries
from crm.promises.promise_titles import within_sentence
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.things import origin_sql
from crm.things.key import Key, missing
from crm.things.origin_sentences import sentence_of


class Related(NamedTuple):
    """Another thing, and how a link to it reads."""

    key: Key
    words: str


class Origin(NamedTuple):
    """`people` are those of the book only."""

    sentence: str
    people: tuple[PersonRef, ...]
    related: tuple[Related, ...]


def origin(read: Reader, key: Key, today: date) -> Origin:
    """Of any thing but a meeting. Raises NothingFound."""
    row = read.one(origin_sql.ROWS[key.kind], id=key.id)
    if row is None:
        raise missing(key)
    ids = [one for one in json.loads(row["people"]) if one is not None]
    found = person_refs(read, ids)
    people = tuple(found[one] for one in dict.fromkeys(ids) if one in found)
    if key.kind == "promise":
        sentence = _promise_sentence(read, key.id, today)
    else:
        sentence = sentence_of(key.kind, row, today)
    return Origin(sentence, people, tuple(_related(read, row, today)))


def _promise_sentence(read: Reader, promise_id: int, today: date) -> str:
    [promise] = queries.by_ids(read, [promise_id])
    when = days_in_words.plain(promise.made_on, today)
    if promise.by is not None:
        return f"{promise.title}, on {when}"
    return f"You promised on {when}: {within_sentence(promise.title)}"


def _related(read: Reader, row: Any, today: date) -> Iterator[Related]:
    """The columns of a query that name another thing are called by its kind."""
    columns = set(row.keys())
    if "meeting" in columns and row["meeting"]:
        yield Related(Key("meeting", row["meeting"]), _meeting_words(read, row["meeting"], today))
    if "introduction" in columns and row["introduction"]:
        yield Related(Key("introduction", row["introduction"]), "Both sides of the introduction")
    if "promise" in columns and row["promise"]:
        [promise] = queries.by_ids(read, [row["promise"]])
        yield Related(Key("promise", promise.id), f"Your promise: {within_sentence(promise.title)}")
    if "item" in columns and row["item"]:
        title = read.value("SELECT title FROM item WHERE id = :id", id=row["item"])
        yield Related(Key("item", row["item"]), f"“{title}” on the shelf")
    if "advice" in columns and row["advice"]:
        words = read.value("SELECT words FROM advice WHERE id = :id", id=row["advice"])
        yield Related(Key("advice", row["advice"]), f"The advice: “{words}”")
    for share in json.loads(row["shares"]) if "shares" in columns else ():
        sent = f"Sent to {share['name']}"
        day = f" on {days_in_words.plain(date.fromisoformat(share['on']), today)}" if share["on"] else ""
        yield Related(Key("share", share["id"]), f"{sent}{day}")


def _meeting_words(read: Reader, meeting_id: int, today: date) -> str:
    """ "Coffee with Ana Ruiz on 20 November"."""
    row = read.one(origin_sql.MEETING, id=meeting_id)
    assert row is not None
    title = row["purpose"] if row["source_uid"] else ""
    words = describe_meeting(row["kind"], title, json.loads(row["people"]))
    return (
        f"{words[:1].upper()}{words[1:]} on {days_in_words.plain(date.fromisoformat(row['held_on']), today)}"
    )
