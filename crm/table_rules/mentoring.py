"""Rules for mentorships, circles, and their sessions and reviews."""

from crm.table_rules.meetings import MEETINGS
from crm.table_rules.record import (
    IN_SELECTED_IDS,
    OF_SELECTED_PEOPLE,
    Archived,
    Deleted,
    NotAffected,
    SearchText,
    TableRules,
)

_MENTORSHIPS = f"SELECT id FROM mentorship WHERE {OF_SELECTED_PEOPLE}"
_OF_SELECTED_MENTORSHIPS = f"mentorship_id IN ({_MENTORSHIPS})"
_NAMES_MANY = NotAffected("a circle has other members, too")
_NOT_BROUGHT_BACK = NotAffected("what it belongs to and was deleted since stays deleted")
_TAKES_NONE_OUT = NotAffected("a merge takes none out")
_HOLDS_NO_WORDS = NotAffected("it holds no words")
_IN_THE_SESSION = NotAffected("the entries of its sessions stand there as meetings")
_TOLD_BY_TODAY = NotAffected("its next day is told by a row of Today")

MENTORSHIP = TableRules(
    "mentorship",
    merge={"person_id": ("UPDATE mentorship SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={},
    archive=Archived(OF_SELECTED_PEOPLE),
    delete=Deleted(True, "it was with the person"),
    search=SearchText(
        14,
        "{r}.purpose",
        "{r}.scope || ' ' || {r}.respect || ' ' || {r}.would_ask || ' ' || {r}.could_offer || ' ' || {r}.i_give || ' ' "
        "|| {r}.they_give || ' ' || {r}.i_gain || ' ' || {r}.they_gain",
        "{r}.person_id",
    ),
    story=_IN_THE_SESSION,
    markdown=_IN_THE_SESSION,
    due=_TOLD_BY_TODAY,
)

MENTORSHIP_LINE = TableRules(
    "mentorship_line",
    merge={},
    take_apart={"mentorship_id": _TAKES_NONE_OUT},
    archive=Archived(_OF_SELECTED_MENTORSHIPS, comes_with="mentorship_id"),
    delete=Deleted(True, "it goes with the mentorship"),
    search=SearchText(16, "''", "{r}.words || ' ' || {r}.progress"),
    story=_IN_THE_SESSION,
    markdown=_IN_THE_SESSION,
    due=_TOLD_BY_TODAY,
)

AGENDA_LINE = TableRules(
    "agenda_line",
    merge={},
    take_apart=dict.fromkeys(("mentorship_id", "circle_id", "done_in_id"), _TAKES_NONE_OUT),
    archive=Archived(_OF_SELECTED_MENTORSHIPS, comes_with="mentorship_id"),
    delete=Deleted(True, "it goes with the mentorship"),
    search=SearchText(17, "''", "{r}.words"),
    story=_IN_THE_SESSION,
    markdown=_IN_THE_SESSION,
    due=_TOLD_BY_TODAY,
)

REVIEW = TableRules(
    "review",
    merge={},
    take_apart=dict.fromkeys(("mentorship_id", "circle_id"), _TAKES_NONE_OUT),
    archive=Archived(_OF_SELECTED_MENTORSHIPS, comes_with="mentorship_id"),
    delete=Deleted(True, "it goes with the mentorship"),
    search=SearchText(18, "''", "{r}.words"),
    story=_IN_THE_SESSION,
    markdown=_IN_THE_SESSION,
    due=_TOLD_BY_TODAY,
)

CIRCLE = TableRules(
    "circle",
    merge={},
    take_apart={},
    archive=Archived(_NAMES_MANY),
    delete=Deleted(False, "its other members go on"),
    search=SearchText(15, "{r}.name", "{r}.purpose"),
    story=_IN_THE_SESSION,
    markdown=_IN_THE_SESSION,
    due=_TOLD_BY_TODAY,
)

CIRCLE_MEMBER = TableRules(
    "circle_member",
    merge={
        "person_id": (
            "UPDATE circle_member SET person_id = :keep WHERE person_id = :absorb AND circle_id NOT IN "
            "(SELECT circle_id FROM circle_member WHERE person_id = :keep)",
        )
    },
    take_apart={"circle_id": _NOT_BROUGHT_BACK},
    archive=Archived(_NAMES_MANY),
    delete=Deleted(True, "it says that the person belongs to the circle"),
    search=_HOLDS_NO_WORDS,
    story=_IN_THE_SESSION,
    markdown=_IN_THE_SESSION,
    due=_TOLD_BY_TODAY,
)

SESSION = TableRules(
    "session",
    merge={"brought_by_id": ("UPDATE session SET brought_by_id = :keep WHERE brought_by_id = :absorb",)},
    take_apart=dict.fromkeys(("meeting_id", "mentorship_id", "circle_id"), _NOT_BROUGHT_BACK),
    archive=Archived(
        f"{_OF_SELECTED_MENTORSHIPS} AND meeting_id IN ({MEETINGS}) AND (brought_by_id IS NULL OR brought_by_id {IN_SELECTED_IDS})",
        comes_with="meeting_id",
    ),
    delete=Deleted(True, "it goes with the meeting or the mentorship"),
    search=SearchText(19, "{r}.topic", "{r}.felt || ' ' || {r}.applies || ' ' || {r}.try_words"),
    story=NotAffected("the meeting's entry stands there"),
    markdown=NotAffected("the meeting's entry stands there"),
    due=NotAffected("the meeting stands there"),
)
