"""Texts of the people list: last contact, open promises, and the accessible text of a row."""

from datetime import date

from crm import rhythm
from crm.people.list_queries import PersonRow
from crm.text import days_in_words
from ui.counts_and_days import format_ago, format_count

Chip = tuple[str, str]
"""Text and tone of a chip."""


def family_first(row: PersonRow) -> str:
    """ "Ruiz, Ana", if the parts of the name are known and complete."""
    if row.family and row.given and row.name.startswith(row.given) and row.name.endswith(row.family):
        before = row.name.removesuffix(row.family).strip()
        return f"{row.family}, {before}" if before else row.name
    return row.name


def rhythm_words(row: PersonRow) -> str:
    return "not set" if row.rhythm_days is None else rhythm.describe(row.rhythm_days)


def last_spoke(row: PersonRow, today: date) -> str:
    if row.next_meeting_on == today:
        return next_meeting(row, today)
    return format_ago(row.last_contact_on, today) if row.last_contact_on else "not yet"


def next_meeting(row: PersonRow, today: date) -> str:
    """ "today 14:00", "Tuesday 10:00", "8 December"; empty if none is planned."""
    if row.next_meeting_on is None:
        return ""
    day = days_in_words.named(row.next_meeting_on, today)
    return f"{day} {row.next_meeting_at}" if row.next_meeting_at else day


def open_chips(row: PersonRow, today: date) -> list[Chip]:
    """Most urgent first: the column may have room for one only."""
    chips: list[Chip] = []
    if row.owed:
        chips.append((f"{row.owed} owed", "warn"))
    if row.birthday is not None:
        chips.append((f"birthday {_soon(row.birthday, today)}", "info"))
    if row.owed_to_me:
        chips.append((f"owes you {row.owed_to_me}", "info"))
    if row.drifting:
        chips.append(("drifting", "plain"))
    if row.standing != "kept":
        chips.append((row.standing, "plain"))
    return chips


def accessible_text(row: PersonRow | None, today: date) -> str:
    if row is None:
        return ""
    parts = [
        row.name,
        row.organisation,
        "" if row.rhythm_days is None else rhythm_words(row),
        f"last spoke {last_spoke(row, today)}",
        *(words for words, _ in open_chips(row, today)),
    ]
    return ", ".join(part for part in parts if part)


def summary(people: int, with_rhythm: int) -> str:
    """ "412 people, 64 with a rhythm"."""
    return f"{format_count(people, 'person', 'people')}, {with_rhythm:,} with a rhythm"


def _soon(day: date, today: date) -> str:
    return "today" if day == today else f"{day:%a}"
