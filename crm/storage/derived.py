"""Last contact and next touch of each person, recomputed by triggers from what they rest on, never added to."""

import sqlite3

DERIVED_COLUMNS = {"person": ("last_contact_on", "next_due_on")}
_LAST = (
    "(SELECT max(m.held_on) FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = person.id AND m.state = 'happened' AND m.direction IN ('both', 'in'))"
)
_FRESH = (
    f"UPDATE person SET last_contact_on = {_LAST}, "
    f"next_due_on = date(coalesce({_LAST}, rhythm_since), '+' || rhythm_days || ' days')"
)
_STALE = (
    f"SELECT id FROM person WHERE last_contact_on IS NOT {_LAST} "
    f"OR next_due_on IS NOT date(coalesce({_LAST}, rhythm_since), '+' || rhythm_days || ' days')"
)


def derived_triggers() -> list[str]:
    attendees = "WHERE id IN (SELECT person_id FROM attendance WHERE meeting_id = new.id)"
    return [
        f"CREATE TRIGGER derive_attendance_insert AFTER INSERT ON attendance BEGIN {_FRESH} WHERE id = new.person_id; END",
        f"CREATE TRIGGER derive_attendance_delete AFTER DELETE ON attendance BEGIN {_FRESH} WHERE id = old.person_id; END",
        "CREATE TRIGGER derive_attendance_update AFTER UPDATE OF person_id, meeting_id ON attendance "
        f"BEGIN {_FRESH} WHERE id IN (old.person_id, new.person_id); END",
        f"CREATE TRIGGER derive_meeting_update AFTER UPDATE OF held_on, state, direction ON meeting BEGIN {_FRESH} {attendees}; END",
        # A meeting put back after its attendances (deferred keys in an undo) would leave people stale.
        f"CREATE TRIGGER derive_meeting_insert AFTER INSERT ON meeting BEGIN {_FRESH} {attendees}; END",
        f"CREATE TRIGGER derive_person_update AFTER UPDATE OF rhythm_days, rhythm_since ON person BEGIN {_FRESH} WHERE id = new.id; END",
        "CREATE TRIGGER derive_person_insert AFTER INSERT ON person WHEN new.rhythm_days IS NOT NULL "
        f"OR EXISTS (SELECT 1 FROM attendance WHERE person_id = new.id) BEGIN {_FRESH} WHERE id = new.id; END",
    ]


def stale_people(connection: sqlite3.Connection) -> list[int]:
    """People whose derived columns are not what a full recompute gives; empty in a sound book."""
    return [row[0] for row in connection.execute(_STALE)]


def recompute(connection: sqlite3.Connection) -> None:
    """The repair: derive everyone anew."""
    connection.execute(_FRESH)
