"""The words at the foot of the sidebar: saved, and when the last verified copy was made."""

from datetime import date, datetime

from crm.today import days

SAMPLE_STATE = "Sample book. Nothing in it is yours"


def saved_state(backed_up_at: datetime | None, today: date) -> str:
    if backed_up_at is None:
        return "Saved. Not backed up yet"
    day = days.named(backed_up_at.date(), today)
    return f"Saved. Backed up {backed_up_at:%H:%M} {day}"
