"""Rules for promises and introductions, and the people they involve."""

from crm.table_rules.record import IN_SELECTED_IDS, Archived, Deleted, NotAffected, SearchText, TableRules

PROMISES = f"""
SELECT p.id FROM promise p WHERE (p.by_person_id IS NULL OR p.by_person_id {IN_SELECTED_IDS})
AND (p.by_person_id IS NOT NULL OR EXISTS (SELECT 1 FROM promise_person pp WHERE pp.promise_id = p.id AND pp.person_id {IN_SELECTED_IDS}))
AND NOT EXISTS (SELECT 1 FROM promise_person pp WHERE pp.promise_id = p.id AND (pp.person_id IS NULL OR pp.person_id NOT {IN_SELECTED_IDS}))
"""
_INTRODUCTIONS = f"""
SELECT i.id FROM introduction i WHERE (i.by_person_id IS NULL OR i.by_person_id {IN_SELECTED_IDS})
AND EXISTS (SELECT 1 FROM introduction_side s WHERE s.introduction_id = i.id AND s.person_id {IN_SELECTED_IDS})
AND NOT EXISTS (SELECT 1 FROM introduction_side s WHERE s.introduction_id = i.id AND (s.person_id IS NULL OR s.person_id NOT {IN_SELECTED_IDS}))
AND (i.promise_id IS NULL OR i.promise_id IN ({PROMISES}))
"""
# Both sides of the user's introduction turn out to be one person: there is nobody to introduce.
_OF_ONE_PERSON = """
SELECT i.id FROM introduction i WHERE i.by_person_id IS NULL AND i.id IN (
SELECT introduction_id FROM introduction_side WHERE person_id = :keep
INTERSECT SELECT introduction_id FROM introduction_side WHERE person_id = :absorb)
"""
_RECEIVED_TWICE = """
person_id = :absorb AND introduction_id IN (
SELECT s.introduction_id FROM introduction_side s JOIN introduction i ON i.id = s.introduction_id
WHERE s.person_id = :keep AND i.by_person_id IS NOT NULL)
"""
_NOT_BROUGHT_BACK = NotAffected("what it names and was deleted since stays deleted")

PROMISE = TableRules(
    "promise",
    merge={"by_person_id": ("UPDATE promise SET by_person_id = :keep WHERE by_person_id = :absorb",)},
    take_apart=dict.fromkeys(("meeting_id", "kept_in_id", "advice_id", "item_id"), _NOT_BROUGHT_BACK),
    archive=Archived(f"id IN ({PROMISES})"),
    delete=Deleted(
        True,
        "it was made by the person, or to nobody else",
        first=(
            """
DELETE FROM promise WHERE id IN (SELECT promise_id FROM promise_person WHERE person_id = :id)
AND by_person_id IS NULL
AND NOT EXISTS (SELECT 1 FROM promise_person o WHERE o.promise_id = promise.id AND o.person_id != :id)
""",
        ),
    ),
    search=SearchText(8, "{r}.words", "{r}.outcome"),
    story="promise",
    markdown="Promises",
    due="mine that are open or wait, and theirs as a row of Today",
    subjects=("promise", "owed"),
)

PROMISE_PERSON = TableRules(
    "promise_person",
    merge={
        "person_id": (
            "UPDATE promise_person SET person_id = :keep WHERE person_id = :absorb AND NOT EXISTS (SELECT 1 FROM promise_person k "
            "WHERE k.person_id = :keep AND k.promise_id = promise_person.promise_id AND k.part = promise_person.part)",
        )
    },
    take_apart={"promise_id": _NOT_BROUGHT_BACK},
    archive=Archived(f"promise_id IN ({PROMISES})", comes_with="promise_id"),
    delete=Deleted(
        True,
        "it goes with the person or the promise",
        names="UPDATE promise_person SET name = (SELECT full_name FROM person WHERE id = :id), person_id = NULL "
        "WHERE person_id = :id AND promise_id IN (SELECT id FROM promise WHERE kind = 'introduction')",
    ),
    search=NotAffected("it holds no words but a name that is not in the book"),
    story=NotAffected("the promise's entry says to whom"),
    markdown=NotAffected("the promise's line says to whom"),
    due=NotAffected("the promise stands there"),
)

INTRODUCTION = TableRules(
    "introduction",
    merge={"by_person_id": ("UPDATE introduction SET by_person_id = :keep WHERE by_person_id = :absorb",)},
    take_apart={"promise_id": _NOT_BROUGHT_BACK},
    archive=Archived(f"id IN ({_INTRODUCTIONS})"),
    delete=Deleted(
        True,
        "it was made by the person, or has no other side in the book",
        first=(
            """
DELETE FROM introduction WHERE id IN (SELECT introduction_id FROM introduction_side WHERE person_id = :id)
AND NOT EXISTS (SELECT 1 FROM introduction_side o WHERE o.introduction_id = introduction.id AND o.person_id != :id)
""",
            # The foreign key would set the introducer to NULL, which stands for the user.
            "DELETE FROM introduction WHERE by_person_id = :id",
        ),
    ),
    search=NotAffected("it holds no words: the promise behind it is found"),
    story="introduction",
    markdown="Story",
    due="once made, the day to ask what came of it; until then the promise behind it",
)

INTRODUCTION_SIDE = TableRules(
    "introduction_side",
    merge={
        "person_id": (
            f"DELETE FROM introduction_side WHERE {_RECEIVED_TWICE}",
            "UPDATE promise SET state = 'released', back_on = NULL WHERE state IN ('open', 'waiting') "
            f"AND id IN (SELECT promise_id FROM introduction WHERE id IN ({_OF_ONE_PERSON}))",
            f"UPDATE introduction SET state = 'dropped' WHERE state <> 'heard' AND id IN ({_OF_ONE_PERSON})",
            "UPDATE introduction_side SET person_id = :keep WHERE person_id = :absorb",
        )
    },
    take_apart={"introduction_id": _NOT_BROUGHT_BACK},
    archive=Archived(f"introduction_id IN ({_INTRODUCTIONS})", comes_with="introduction_id"),
    delete=Deleted(
        True,
        "it goes with the introduction; where somebody is left on the other side, it stays as a name",
        # An introduction needs two sides: the deleted one is kept as a name.
        names="UPDATE introduction_side SET name = (SELECT full_name FROM person WHERE id = :id), person_id = NULL "
        "WHERE person_id = :id",
    ),
    search=NotAffected("its reason was never looked for"),
    story=NotAffected("the introduction's entry says between whom"),
    markdown=NotAffected("the introduction's entry says between whom"),
    due=NotAffected("the promise behind it stands there"),
)
