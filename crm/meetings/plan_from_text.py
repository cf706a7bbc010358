"""A plan from plain words: read as Log reads them, but looking ahead, and only with a day."""

from datetime import date

from crm.capture.draft import Draft
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.errors import NotUnderstood
from crm.meetings.day_of_plan import day_beside
from crm.meetings.plan_words import without_pictures, words_of_plan


def understand_plan(text: str, today: date, names: Names) -> Draft:
    """Raises NotUnderstood for a text without a meeting, without a day (a time alone is none), or with a past day."""
    draft = read_plan(text, today, names)
    meeting = draft.meeting
    if meeting is None:
        raise NotUnderstood(
            "No meeting is named here: say what, with whom and when, such as “coffee with Ana on Friday”."
        )
    if not meeting.day_said:
        raise NotUnderstood("A plan needs a day: say when, such as “on Friday” or “in two weeks”.")
    if meeting.on < today:
        raise NotUnderstood(f"{meeting.on.isoformat()} is past: a plan is for today or later.")
    meeting.state = "planned"
    return draft


def read_plan(text: str, today: date, names: Names) -> Draft:
    """What is understood so far of a plan that is being typed."""
    words = words_of_plan(text)
    draft = understand(words, today, names)
    if draft.meeting is None and (plain := without_pictures(words)) != words:
        words = plain
        draft = understand(words, today, names)
    draft.text = text
    if draft.meeting is not None and not draft.meeting.day_said:
        day = day_beside(draft, words, today)
        if day is not None:
            draft.meeting.on, draft.meeting.day_said = day, True
    return draft
