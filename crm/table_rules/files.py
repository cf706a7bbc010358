"""Rules for imports and their cards, for decisions on rows of Today, and for settings."""

from crm.table_rules.record import OF_SELECTED_PEOPLE, Archived, Deleted, NotAffected, TableRules

_HAS_NO_DAY = NotAffected("it has no day of its own")
_OF_THE_BOOK = NotAffected("it is about the book, not about a person")
_OF_THE_PERSON = Deleted(True, "it is the person's own")
_KEY_ALONE = Deleted(False, "it says nothing but a key, which no row has any more")

IMPORT = TableRules(
    "import",
    merge={},
    take_apart={},
    archive=Archived(
        f"id IN (SELECT import_id FROM card WHERE {OF_SELECTED_PEOPLE})",
        whole="id IN (SELECT import_id FROM card)",
    ),
    delete=Deleted(False, "others came in with it, and History tells of it"),
    search=_OF_THE_BOOK,
    story=_OF_THE_BOOK,
    markdown=_OF_THE_BOOK,
    due=_HAS_NO_DAY,
)

CARD = TableRules(
    "card",
    merge={"person_id": ("UPDATE card SET person_id = :keep WHERE person_id = :absorb",)},
    take_apart={"import_id": NotAffected("a merge takes none out")},
    archive=Archived(OF_SELECTED_PEOPLE, comes_with="person_id"),
    delete=_OF_THE_PERSON,
    search=NotAffected("what was understood of it is found where it went"),
    story=NotAffected("it is not a moment with the person"),
    markdown=NotAffected("what was understood of it stands there"),
    due=_HAS_NO_DAY,
)

OTHER_PROPERTY = TableRules(
    "other_property",
    merge={
        "person_id": (
            "UPDATE other_property SET person_id = :keep WHERE person_id = :absorb AND line NOT IN "
            "(SELECT line FROM other_property WHERE person_id = :keep)",
        )
    },
    take_apart={},
    archive=Archived(OF_SELECTED_PEOPLE, comes_with="person_id"),
    delete=_OF_THE_PERSON,
    search=NotAffected("most of it is in properties that the program does not interpret"),
    story=NotAffected("it is not a moment with the person"),
    markdown="Details",
    due="dates with a label of their own",
    subjects=("date",),
)

_SETTLED = NotAffected("it is what the user said to Today, and Today heeds it")
_NOT_GIVEN_AWAY = NotAffected("what was put off is the user's own affair")

SNOOZE = TableRules(
    "snooze",
    merge={},
    take_apart={},
    archive=Archived(_NOT_GIVEN_AWAY, key="row"),
    delete=_KEY_ALONE,
    search=_SETTLED,
    story=_SETTLED,
    markdown=_SETTLED,
    due=NotAffected("what was put off stands there on the day it comes back"),
)

DISMISSAL = TableRules(
    "dismissal",
    merge={},
    take_apart={},
    archive=Archived(_NOT_GIVEN_AWAY, key="row"),
    delete=_KEY_ALONE,
    search=_SETTLED,
    story=_SETTLED,
    markdown=_SETTLED,
    due=NotAffected("what was put away is not due"),
)

SETTING = TableRules(
    "setting",
    merge={},
    take_apart={},
    archive=Archived(NotAffected("how a book is set is its user's own affair"), is_of_one_book=True),
    delete=Deleted(False, "it is about the book"),
    search=_OF_THE_BOOK,
    story=_OF_THE_BOOK,
    markdown=_OF_THE_BOOK,
    due=_HAS_NO_DAY,
)
