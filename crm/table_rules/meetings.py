"""Rules for meetings, attendance, advice, asks, and texts as typed."""

from crm.table_rules.record import THEIRS, Archived, Deleted, NotThere, TableRules, Words

MEETINGS = f"SELECT meeting_id FROM attendance WHERE {THEIRS}"
_NOT_BROUGHT_BACK = NotThere("a meeting deleted since stays deleted")

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
    search=Words(7, "{r}.place || ' ' || {r}.purpose", "{r}.note || ' ' || {r}.said"),
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
            "UPDATE attendance SET person_id = :keep WHERE person_id = :absorb AND meeting_id NOT IN "
            "(SELECT meeting_id FROM attendance WHERE person_id = :keep)",
        )
    },
    take_apart={"meeting_id": _NOT_BROUGHT_BACK},
    archive=Archived(THEIRS),
    delete=Deleted(True, "it goes with the person or the meeting"),
    search=NotThere("what was heard stands in the meeting's note"),
    story=NotThere("the meeting's entry says who was there"),
    markdown=NotThere("the meeting's entry says who was there"),
    due=NotThere("the meeting stands there"),
)

ADVICE = TableRules(
    "advice",
    merge={"person_id": ("UPDATE advice SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={"meeting_id": _NOT_BROUGHT_BACK},
    archive=Archived(THEIRS),
    delete=Deleted(True, "it came from the person, or went to them"),
    search=Words(10, "''", "{r}.words || ' ' || {r}.came_of", "{r}.person_id"),
    story="advice",
    markdown="Story",
    due=NotThere("the promise it opens does the reminding"),
)

ASK = TableRules(
    "ask",
    merge={"person_id": ("UPDATE ask SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={"asked_in_id": _NOT_BROUGHT_BACK},
    archive=Archived(THEIRS),
    delete=Deleted(True, "it was asked of the person"),
    search=Words(
        11,
        "''",
        "{r}.words || ' ' || {r}.why_you || ' ' || {r}.offer || ' ' || {r}.answer_words",
        "{r}.person_id",
    ),
    story="ask",
    markdown="Story",
    due="a row of Today, once its not-before day has come",
    subjects=("not_now",),
)

SAID = TableRules(
    "said",
    merge={},
    take_apart={},
    archive=Archived(NotThere("a text may name anybody")),
    delete=Deleted(False, "a text may be about others, too: nothing typed is ever lost"),
    search=NotThere("what was understood of it is found where it went"),
    story=NotThere("it names no person"),
    markdown=NotThere("it names no person"),
    due=NotThere("what was understood of it stands there"),
)
