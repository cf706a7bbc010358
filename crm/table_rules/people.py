"""Rules for people, contact points, roles, tags and notes."""

from crm.table_rules.record import (
    IN_SELECTED_IDS,
    OF_SELECTED_PEOPLE,
    Archived,
    Deleted,
    NotAffected,
    SearchText,
    TableRules,
)

_NOT_TOLD = NotAffected("it is a detail of a person, not a moment with them")
_HAS_NO_DAY = NotAffected("it has no day of its own")
_OF_THE_PERSON = Deleted(True, "it is the person's own")

PERSON = TableRules(
    "person",
    merge={
        "introduced_by_id": (
            "UPDATE person SET introduced_by_id = :keep WHERE introduced_by_id = :absorb AND id != :keep",
        )
    },
    take_apart={},
    archive=Archived(f"id {IN_SELECTED_IDS}"),
    delete=Deleted(True, "it is the deleted person"),
    search=SearchText(
        0, "{r}.full_name", "{r}.nickname || ' ' || {r}.how_we_met || ' ' || {r}.blurb", "{r}.id"
    ),
    story=NotAffected("the page around the story is about them"),
    markdown="Details",
    due="birthdays and anniversaries, and a row of Today that is about the person",
    subjects=(
        "stay_close", "birthday", "anniversary", "open_door", "moved", "new_role", "sorted", "later",
        "energy",
    ),
)  # fmt: skip

CONTACT_POINT = TableRules(
    "contact_point",
    merge={
        "person_id": (
            "UPDATE contact_point SET person_id = :keep WHERE person_id = :absorb AND NOT EXISTS (SELECT 1 FROM contact_point k "
            "WHERE k.person_id = :keep AND k.kind = contact_point.kind AND k.folded = contact_point.folded)",
        )
    },
    take_apart={},
    archive=Archived(OF_SELECTED_PEOPLE, comes_with="person_id"),
    delete=_OF_THE_PERSON,
    search=SearchText(1, "''", "{r}.value", "{r}.person_id", only="{r}.kind <> 'phone'"),
    story=_NOT_TOLD,
    markdown="Details",
    due=_HAS_NO_DAY,
)

ROLE = TableRules(
    "role",
    merge={
        "person_id": (
            "UPDATE role SET person_id = :keep WHERE person_id = :absorb AND NOT EXISTS (SELECT 1 FROM role k "
            "WHERE k.person_id = :keep AND k.organisation_id IS role.organisation_id AND role.title IN (k.title, '') "
            "AND coalesce(role.from_on, k.from_on) IS k.from_on AND coalesce(role.until_on, k.until_on) IS k.until_on)",
        )
    },
    take_apart={"organisation_id": "organisation"},
    archive=Archived(OF_SELECTED_PEOPLE, comes_with="person_id"),
    delete=_OF_THE_PERSON,
    search=SearchText(3, "''", "{r}.title", "{r}.person_id", only="{r}.title <> ''"),
    story=_NOT_TOLD,
    markdown="the top",
    due=NotAffected("a new role is told on Today, about the person"),
)

ORGANISATION = TableRules(
    "organisation",
    merge={},
    take_apart={},
    archive=Archived(
        f"id IN (SELECT organisation_id FROM role WHERE {OF_SELECTED_PEOPLE})",
        whole="id IN (SELECT organisation_id FROM role)",
    ),
    delete=Deleted(
        True,
        "nobody works there any more",
        last="DELETE FROM organisation WHERE id IN (SELECT value FROM json_each(:ids)) "
        "AND NOT EXISTS (SELECT 1 FROM role WHERE organisation_id = organisation.id)",
    ),
    search=SearchText(2, "{r}.name", "''"),
    story=_NOT_TOLD,
    markdown="the top",
    due=_HAS_NO_DAY,
)

TAG = TableRules(
    "tag",
    merge={},
    take_apart={},
    archive=Archived(
        f"id IN (SELECT tag_id FROM person_tag WHERE {OF_SELECTED_PEOPLE})",
        whole="id IN (SELECT tag_id FROM person_tag)",
    ),
    delete=Deleted(
        True,
        "nobody has it any more",
        last="DELETE FROM tag WHERE id IN (SELECT value FROM json_each(:ids)) "
        "AND NOT EXISTS (SELECT 1 FROM person_tag WHERE tag_id = tag.id)",
    ),
    search=SearchText(4, "{r}.name", "''"),
    story=_NOT_TOLD,
    markdown="Details",
    due=_HAS_NO_DAY,
)

PERSON_TAG = TableRules(
    "person_tag",
    merge={
        "person_id": (
            "UPDATE person_tag SET person_id = :keep WHERE person_id = :absorb AND NOT EXISTS (SELECT 1 FROM person_tag k "
            "WHERE k.person_id = :keep AND k.tag_id = person_tag.tag_id)",
        )
    },
    take_apart={"tag_id": "tag"},
    archive=Archived(OF_SELECTED_PEOPLE, comes_with="person_id"),
    delete=_OF_THE_PERSON,
    search=NotAffected("it holds no words: the tag is found, and the people who have it"),
    story=_NOT_TOLD,
    markdown=NotAffected("it holds no words: the tag stands there"),
    due=_HAS_NO_DAY,
)

NOTE = TableRules(
    "note",
    merge={
        "person_id": (
            "UPDATE note SET person_id = :keep WHERE person_id = :absorb AND NOT EXISTS (SELECT 1 FROM note k "
            "WHERE k.person_id = :keep AND k.on_day IS note.on_day AND k.words = note.words)",
        )
    },
    take_apart={},
    archive=Archived(OF_SELECTED_PEOPLE),
    delete=_OF_THE_PERSON,
    search=SearchText(6, "''", "{r}.words", "{r}.person_id"),
    story="note",
    markdown="Notes",
    due=NotAffected("its day is past"),
)

NOT_SAME = TableRules(
    "not_same",
    merge={
        "a_id": (
            "UPDATE not_same SET a_id = min(:keep, b_id), b_id = max(:keep, b_id) WHERE a_id = :absorb AND b_id != :keep "
            "AND NOT EXISTS (SELECT 1 FROM not_same k WHERE k.a_id = min(:keep, not_same.b_id) AND k.b_id = max(:keep, not_same.b_id))",
        ),
        "b_id": (
            "UPDATE not_same SET b_id = max(:keep, a_id), a_id = min(:keep, a_id) WHERE b_id = :absorb AND a_id != :keep "
            "AND NOT EXISTS (SELECT 1 FROM not_same k WHERE k.a_id = min(:keep, not_same.a_id) AND k.b_id = max(:keep, not_same.a_id))",
        ),
    },
    take_apart={},
    archive=Archived(f"a_id {IN_SELECTED_IDS} AND b_id {IN_SELECTED_IDS}"),
    delete=_OF_THE_PERSON,
    search=NotAffected("it holds no words"),
    story=_NOT_TOLD,
    markdown=NotAffected("it is an answer to Goodturn, and says nothing of the person"),
    due=_HAS_NO_DAY,
)

MERGE = TableRules(
    "merge",
    merge={"keep_id": ("UPDATE merge SET keep_id = :keep WHERE keep_id = :absorb",)},
    take_apart={},
    archive=Archived(NotAffected("it names the ids of another person's rows"), is_of_one_book=True),
    delete=_OF_THE_PERSON,
    search=NotAffected("what it holds is for taking apart alone"),
    story=_NOT_TOLD,
    markdown=NotAffected("what it holds is for taking apart alone"),
    due=_HAS_NO_DAY,
)
