"""Derived columns of a person (last contact, next touch): the triggers that keep them, a check and a repair."""

import sqlite3

DERIVED_COLUMNS = {"person": ("last_contact_on", "next_due_on")}


def _counts(meeting: str) -> str:
    return f"{meeting}.state = 'happened' AND {meeting}.direction IN ('both', 'in')"


_LAST = (
    "(SELECT max(m.held_on) FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    f"WHERE a.person_id = person.id AND a.counts = 1 AND {_counts('m')})"
)
_HELD = f"(SELECT m.held_on FROM meeting m WHERE m.id = new.meeting_id AND new.counts = 1 AND {_counts('m')})"
_ATTENDED = "id IN (SELECT person_id FROM attendance WHERE meeting_id = new.id AND counts = 1)"
_RECOMPUTE = (
    f"UPDATE person SET last_contact_on = {_LAST}, "
    f"next_due_on = date(coalesce({_LAST}, rhythm_since), '+' || rhythm_days || ' days')"
)
_STALE = (
    f"SELECT id FROM person WHERE last_contact_on IS NOT {_LAST} "
    f"OR next_due_on IS NOT date(coalesce({_LAST}, rhythm_since), '+' || rhythm_days || ' days')"
)


def derived_triggers() -> list[str]:
    """A later meeting becomes the last contact directly; a full recompute is needed only for a person who
    loses the last one. A full recompute each time would be quadratic in a person's meetings when a calendar
    with thousands is imported.
    """
    insert = f"CREATE TRIGGER derive_attendance_insert AFTER INSERT ON attendance BEGIN {_advance_last_contact(_HELD, 'id = new.person_id')}; END"
    later = _advance_last_contact("new.held_on", f"{_counts('new')} AND {_ATTENDED}")
    lost = f"{_counts('old')} AND NOT ({_counts('new')} AND new.held_on >= old.held_on)"
    return [
        insert,
        "CREATE TRIGGER derive_attendance_delete AFTER DELETE ON attendance WHEN NOT EXISTS (SELECT 1 FROM meeting m, person p "
        f"WHERE m.id = old.meeting_id AND p.id = old.person_id AND (old.counts = 0 OR NOT ({_counts('m')}) OR m.held_on < p.last_contact_on)) "
        f"BEGIN {_RECOMPUTE} WHERE id = old.person_id; END",
        "CREATE TRIGGER derive_attendance_update AFTER UPDATE OF person_id, meeting_id, counts ON attendance "
        f"BEGIN {_RECOMPUTE} WHERE id IN (old.person_id, new.person_id); END",
        # The cascade would delete the attendances after the meeting: too late to ask whether it was
        # the last contact.
        "CREATE TRIGGER derive_meeting_delete BEFORE DELETE ON meeting "
        "BEGIN DELETE FROM attendance WHERE meeting_id = old.id; END",
        f"CREATE TRIGGER derive_meeting_update AFTER UPDATE OF held_on, state, direction ON meeting BEGIN {later}; "
        f"{_RECOMPUTE} WHERE {lost} AND {_ATTENDED} AND coalesce(last_contact_on, '') <= old.held_on; END",
        # An undo with deferred keys may insert attendances before their meeting.
        f"CREATE TRIGGER derive_meeting_insert AFTER INSERT ON meeting BEGIN {later}; END",
        f"CREATE TRIGGER derive_person_update AFTER UPDATE OF rhythm_days, rhythm_since ON person BEGIN {_RECOMPUTE} WHERE id = new.id; END",
        "CREATE TRIGGER derive_person_insert AFTER INSERT ON person WHEN new.rhythm_days IS NOT NULL "
        f"OR EXISTS (SELECT 1 FROM attendance WHERE person_id = new.id) BEGIN {_RECOMPUTE} WHERE id = new.id; END",
    ]


def _advance_last_contact(day: str, people: str) -> str:
    return (
        f"UPDATE person SET last_contact_on = {day}, next_due_on = date({day}, '+' || rhythm_days || ' days') "
        f"WHERE {people} AND coalesce(last_contact_on, '') < {day}"
    )


def stale_people(connection: sqlite3.Connection) -> list[int]:
    """People whose derived columns differ from a full recompute; empty in a sound book."""
    return [row[0] for row in connection.execute(_STALE)]


def recompute(connection: sqlite3.Connection) -> None:
    """Recompute the derived columns of everyone."""
    connection.execute(_RECOMPUTE)
