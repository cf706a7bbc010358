"""Table rules: for each content table, how merging, archives, deletion, search, the story, Markdown and the
calendar treat it. A new table needs a record in the module of its noun, and a place in RULES: a test asks for
every answer.
"""

from crm.table_rules import before_meetings, files, meetings, mentoring, people, promises, shelf
from crm.table_rules.record import Archived, Deleted, NotAffected, SearchText, TableRules

__all__ = [
    "BY_TABLE",
    "NAMING_PEOPLE",
    "RULES",
    "Archived",
    "Deleted",
    "NotAffected",
    "SearchText",
    "TableRules",
]

RULES: tuple[TableRules, ...] = (
    people.CONTACT_POINT, people.ROLE, people.PERSON_TAG, shelf.PERSON_TOPIC, people.NOTE, meetings.ATTENDANCE, shelf.SHARE,
    promises.PROMISE_PERSON, promises.PROMISE, promises.INTRODUCTION_SIDE, promises.INTRODUCTION, shelf.ITEM, meetings.ADVICE,
    meetings.ASK, before_meetings.MEETING_LINE, before_meetings.MEETING_HOPE, mentoring.SESSION, mentoring.AGENDA_LINE,
    mentoring.REVIEW, mentoring.MENTORSHIP_LINE, mentoring.MENTORSHIP, mentoring.CIRCLE_MEMBER, mentoring.CIRCLE, files.CARD, files.OTHER_PROPERTY, people.PERSON, people.MERGE, people.NOT_SAME, meetings.MEETING,
    meetings.SAID, people.ORGANISATION, people.TAG, shelf.TOPIC, shelf.ITEM_TOPIC, files.IMPORT, files.SNOOZE,
    files.DISMISSAL, files.SETTING,
)  # fmt: skip
"""In the order in which a merge moves rows and a deletion removes them."""

BY_TABLE = {one.table: one for one in RULES}
NAMING_PEOPLE = frozenset(column for one in RULES for column in one.merge)
"""The columns that refer to a person."""
