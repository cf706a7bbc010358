"""Rules for what is written before a meeting: questions, offers, and whom the user hopes to meet."""

from crm.table_rules.meetings import MEETINGS
from crm.table_rules.record import OF_SELECTED_PEOPLE, Archived, Deleted, NotAffected, SearchText, TableRules

_NOT_BROUGHT_BACK = NotAffected("a meeting deleted since stays deleted")
_IN_THE_MEETING = NotAffected("the meeting's entry says it")

MEETING_LINE = TableRules(
    "meeting_line",
    merge={},
    take_apart={"meeting_id": NotAffected("a merge takes none out")},
    archive=Archived(f"meeting_id IN ({MEETINGS})", comes_with="meeting_id"),
    delete=Deleted(True, "it goes with the meeting"),
    search=SearchText(12, "''", "{r}.words"),
    story=NotAffected("the brief shows it"),
    markdown=NotAffected("it prepared the meeting; what came of it stands in the meeting's note"),
    due=NotAffected("the meeting stands there"),
)

MEETING_HOPE = TableRules(
    "meeting_hope",
    merge={"person_id": ("UPDATE meeting_hope SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={"meeting_id": _NOT_BROUGHT_BACK},
    archive=Archived(f"{OF_SELECTED_PEOPLE} AND meeting_id IN ({MEETINGS})", comes_with="meeting_id"),
    delete=Deleted(True, "it goes with the person or the meeting"),
    search=SearchText(13, "{r}.name", "{r}.why", "{r}.person_id"),
    story=_IN_THE_MEETING,
    markdown=NotAffected("whom one hoped to meet is told by the meeting itself, once it has happened"),
    due=NotAffected("the meeting stands there"),
)
