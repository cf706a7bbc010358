"""A plan from plain words: read as Log reads them, but looking ahead, and only with a day."""

from datetime import date

from crm.capture.date_phrases import find_dates
from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.tokens import tokens
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.storage.reading import Reader
from crm.text.folding import fold

_AHEAD = "Plan "  # before it, Log reads a bare weekday as the next one
_SAME_DAY = """
SELECT m.id FROM meeting m WHERE m.state = 'planned' AND m.held_on = :on AND EXISTS
  (SELECT 1 FROM attendance a WHERE a.meeting_id = m.id AND a.person_id IN (SELECT value FROM json_each(:people)))
ORDER BY m.id LIMIT 1
"""


def understand_plan(text: str, today: date, names: Names) -> Draft:
    """Raises NotUnderstood for a text without a meeting, without a day (a time alone is none), or with a past day."""
    draft = understand(text if fold(text).startswith("plan") else _AHEAD + text, today, names)
    draft.text = text
    meeting = draft.meeting
    if meeting is None:
        raise NotUnderstood(
            "No meeting is named here: say what, with whom and when, such as “coffee with Ana on Friday”."
        )
    if not find_dates(tokens(text)):
        raise NotUnderstood("A plan needs a day: say when, such as “on Friday” or “in two weeks”.")
    if meeting.on < today:
        raise NotUnderstood(f"{meeting.on.isoformat()} is past: a plan is for today or later.")
    meeting.state = "planned"
    return draft


def planned_that_day(read: Reader, people: list[int], on: date) -> int | None:
    """Another meeting planned for that day with any of these people."""
    if not people:
        return None
    ids = f"[{','.join(map(str, people))}]"
    found: int | None = read.value(_SAME_DAY, on=on.isoformat(), people=ids)
    return found
