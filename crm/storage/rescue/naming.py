"""Descriptions of rows for the user: "a note of Ana Ruiz of 18 November 2026"."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from crm.storage.rescue.fitting import LOST
from crm.storage.rescue.hints import WRITTEN, Known
from crm.storage.rescue.records import Value

NAMELESS_PERSON = "somebody whose name is lost"
_LONGEST = 40  # letters of a text in a description


class Phrase(NamedTuple):
    """`one` and `many` are the noun with and without article, `rest` is appended."""

    one: str
    many: str
    rest: str = ""

    def counted(self, count: int) -> str:
        return f"{self.one}{self.rest}" if count == 1 else f"{count:,} {self.many}{self.rest}"


class _Kind(NamedTuple):
    one: str
    many: str
    whose: str = "person_id"
    day: str = ""
    words: str = ""
    joint: str = "of"


_KINDS = {
    "person": _Kind("a person", "people", ""),
    "contact_point": _Kind("an address or number", "addresses or numbers", words="value"),
    "organisation": _Kind("the organisation", "organisations", "", words="name"),
    "role": _Kind("a role", "roles", words="title"),
    "tag": _Kind("the tag", "tags", "", words="name"),
    "person_tag": _Kind("a tag", "tags"),
    "note": _Kind("a note", "notes", day="on_day"),
    "not_same": _Kind("that two entries are two people, one of them the entry", "answers that two entries are two people", "a_id"),
    "merge": _Kind("how to take a merge apart", "records of merges"),
    "meeting": _Kind("a meeting", "meetings", "", "held_on"),
    "attendance": _Kind("a meeting's attendance", "meetings' attendance"),
    "advice": _Kind("a piece of advice", "pieces of advice", day="told_on"),
    "said": _Kind("a text as you typed it", "texts as you typed them", "", "on_day", "words"),
    "promise": _Kind("a promise", "promises", "", "made_on", "words"),
    "promise_person": _Kind("a promise's link", "promises' links", joint="to"),
    "introduction": _Kind("an introduction", "introductions", "", "made_on"),
    "introduction_side": _Kind("an introduction's side", "introductions' sides"),
    "item": _Kind("a thing on the shelf", "things on the shelf", "", "added_on", "title"),
    "share": _Kind("that something was sent", "records of what was sent", day="sent_on", joint="to"),
    "ask": _Kind("an ask", "asks", day="asked_on", words="words", joint="to"),
    "meeting_line": _Kind("a question or offer for a meeting", "questions or offers for meetings", "", words="words"),
    "meeting_hope": _Kind("whom you hoped to meet", "people you hoped to meet", words="name"),
    "mentorship": _Kind("a mentorship", "mentorships", day="begun_on", words="purpose", joint="with"),
    "mentorship_line": _Kind("a goal of a mentorship", "goals of mentorships", "", words="words"),
    "agenda_line": _Kind("a line of an agenda", "lines of agendas", "", words="words"),
    "review": _Kind("a review", "reviews", "", "on_day"),
    "circle": _Kind("the circle", "circles", "", words="name"),
    "circle_member": _Kind("a circle's member", "circles' members"),
    "session": _Kind("a session", "sessions", "", words="topic"),
    "topic": _Kind("the topic", "topics", "", words="words"),
    "person_topic": _Kind("a topic", "topics"),
    "item_topic": _Kind("a topic of a thing on the shelf", "topics of things on the shelf", ""),
    "snooze": _Kind("what you put off in Today", "things you put off in Today", ""),
    "dismissal": _Kind("what you dismissed in Today", "things you dismissed in Today", ""),
    "setting": _Kind("the setting", "settings", "", words="key"),
    "import": _Kind("the record of an import", "records of imports", "", words="file"),
    "card": _Kind("the imported card", "imported cards"),
    "other_property": _Kind("an imported line", "imported lines"),
}  # fmt: skip


class RowDescriber:
    """`known`: what is known of lost rows, by table and id."""

    def __init__(self, connection: sqlite3.Connection, known: Mapping[str, Mapping[int, Known]]) -> None:
        self._connection = connection
        self._known = known

    def phrase(self, table: str, row_id: int) -> Phrase:
        """For a row of the book, or for a lost one by what is known of it."""
        row = self._row(table, row_id)
        kind = _KINDS.get(table) or _Kind(f"a row of {table}", f"rows of {table}", "")
        if table == "person":
            name = self.person(row_id)
            return Phrase(*kind[:2]) if name == NAMELESS_PERSON else Phrase(name, kind.many)
        rest = self._whose(table, kind, row)
        if kind.words and isinstance(words := row.get(kind.words), str) and words not in ("", LOST):
            rest += f" “{_short(words)}”"
        day = row.get(kind.day) or row.get(WRITTEN)
        return Phrase(kind.one, kind.many, rest + _of_day(day, bool(row.get(kind.day))))

    def group(self, table: str) -> Phrase:
        """For rows of the table of which nothing is known."""
        kind = _KINDS.get(table) or _Kind("", f"rows of {table}")
        return Phrase(kind.one if not kind.one.startswith("the ") else f"a row of {table}", kind.many)

    def person(self, person_id: Value) -> str:
        row = self._row("person", person_id)
        name = row.get("full_name") or row.get("sort_key")
        if not isinstance(name, str):
            return NAMELESS_PERSON
        return name if row.get("full_name") else name.title()

    def _whose(self, table: str, kind: _Kind, row: Mapping[str, Value]) -> str:
        if table == "meeting":
            attending = self._connection.execute(
                "SELECT person_id FROM attendance WHERE meeting_id = ? ORDER BY id LIMIT 3", (row.get("id"),)
            ).fetchall()
            names = " and ".join(self.person(one[0]) for one in attending)
            return f" with {names}" if names else ""
        person = row.get(kind.whose) if kind.whose else None
        return f" {kind.joint} {self.person(person)}" if person is not None else ""

    def _row(self, table: str, row_id: Value) -> Mapping[str, Value]:
        found = self._connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        if found is not None:
            return dict(found)
        return self._known.get(table, {}).get(row_id, {}) if isinstance(row_id, int) else {}


def _of_day(day: Value, is_own: bool) -> str:
    with suppress(TypeError, ValueError):
        on = date.fromisoformat(day)  # type: ignore[arg-type]
        return f"{' of' if is_own else ', written on'} {on.day} {on:%B %Y}"
    return ""


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
