"""Rules for meetings, attendance, advice, asks, and texts as typed."""

from crm.table_rules.record import OF_SELECTED_PEOPLE, Archived, Deleted, NotAffected, SearchText, TableRules

MEETINGS = f"SELECT meeting_id FROM attendance WHERE {OF_SELECTED_PEOPLE}"
_NOT_BROUGHT_BACK = NotAffected("a meeting deleted since stays deleted")

MEETING = TableRules(
    "meeting",
    merge={},
    take_apart={},
    archive=Archived(f"id IN ({MEETINGS})"),
    delete=Deleted(
        True,
        "nobody else was there",
        first=(
            """
DELETE FROM meeting WHERE id IN (SELECT meeting_id FROM attendance WHERE person_id = :id)
AND NOT EXISTS (SELECT 1 FROM attendance o WHERE o.meeting_id = meeting.id AND o.person_id != :id)
""",
        ),
    ),
    search=SearchText(7, "{r}.place || ' ' || {r}.purpose", "{r}.note || ' ' || {r}.said"),
    story="meeting",
    markdown="Story",
    due="planned ones",
    subjects=("meeting",),
)

ATTENDANCE = TableRules(
    "attendance",
    merge={
        "person_id": (
            "UPDATE attendance SET heard = (SELECT trim(attendance.heard || char(10) || a.heard, char(10)) FROM attendance a "
            "WHERE a.meeting_id = attendance.meeting_id AND a.person_id = :absorb) WHERE person_id = :keep "
            "AND meeting_id IN (SELECT meeting_id FROM attendance WHERE person_id = :absorb AND heard != '')",
            "UPDATE attendance SET counts = 1 WHERE person_id = :keep AND counts = 0 "
            "AND meeting_id IN (SELECT meeting_id FROM attendance WHERE person_id = :absorb AND counts = 1)",
            "UPDATE attendance SET person_id = :keep WHERE person_id = :absorb AND meeting_id NOT IN "
            "(SELECT meeting_id FROM attendance WHERE person_id = :keep)",
        )
    },
    take_apart={"meeting_id": _NOT_BROUGHT_BACK},
    archive=Archived(OF_SELECTED_PEOPLE),
    delete=Deleted(True, "it goes with the person or the meeting"),
    search=SearchText(20, "''", "{r}.heard", "{r}.person_id", only="{r}.heard <> ''"),
    story=NotAffected("the meeting's entry says who was there"),
    markdown=NotAffected("the meeting's entry says who was there"),
    due=NotAffected("the meeting stands there"),
)

ADVICE = TableRules(
    "advice",
    merge={"person_id": ("UPDATE advice SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={"meeting_id": _NOT_BROUGHT_BACK},
    archive=Archived(OF_SELECTED_PEOPLE),
    delete=Deleted(True, "it came from the person, or went to them"),
    search=SearchText(10, "''", "{r}.words || ' ' || {r}.came_of", "{r}.person_id"),
    story="advice",
    markdown="Story",
    due=NotAffected("the promise it opens does the reminding"),
)

ASK = TableRules(
    "ask",
    merge={"person_id": ("UPDATE ask SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={"asked_in_id": _NOT_BROUGHT_BACK},
    archive=Archived(OF_SELECTED_PEOPLE),
    delete=Deleted(True, "it was asked of the person"),
    search=SearchText(
        11,
        "''",
        "{r}.words || ' ' || {r}.why_you || ' ' || {r}.offer || ' ' || {r}.answer_words",
        "{r}.person_id",
    ),
    story="ask",
    markdown="Story",
    due="its not-before day, and from then on a row of Today",
    subjects=("not_now",),
)

SAID = TableRules(
    "said",
    merge={},
    take_apart={},
    archive=Archived(NotAffected("a text may name any person")),
    delete=Deleted(False, "a text may be about others, too: nothing typed is ever lost"),
    search=NotAffected("what was understood of it is found where it went"),
    story=NotAffected("it names no person"),
    markdown=NotAffected("it names no person"),
    due=NotAffected("what was understood of it stands there"),
)
