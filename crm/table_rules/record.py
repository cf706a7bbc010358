"""What each content table answers to everything that treats rows by their table. Pure data: no reading module loads SQLAlchemy.

SQL over a row that moves or goes has the parameters of its user: `:keep` and `:absorb` in a merge, `:id` in a deletion,
`:ids`, a JSON list of people, in a selection.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

CHOSEN = "IN (SELECT value FROM json_each(:ids))"
THEIRS = f"person_id {CHOSEN}"


@dataclass(frozen=True, slots=True)
class NotThere:
    """The table has no part in it, and why."""

    because: str


@dataclass(frozen=True, slots=True)
class Archived:
    """`selected` and `whole` are SQL that holds for the rows in an archive of some people, and of the book.

    `comes_with` is a column: into a book that has something, a row comes only with a new row that it names there.
    `is_of_one_book`: rows never come into another book that has something.
    `key` is one that holds the key of a row of Today: rows about what is gone stay out of either.
    """

    selected: str | NotThere
    whole: str = "1"
    comes_with: str = ""
    key: str = ""
    is_of_one_book: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """What becomes of a row that is one person's alone when that person is deleted.

    Foreign keys do it, but for the statements here: `first` run before the person goes, then `names`, which leave the
    name where the person was; `last` takes out what nobody has any more, of the rows whose ids are in `:ids`.
    """

    goes: bool
    because: str
    first: tuple[str, ...] = ()
    names: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the full-text index holds of row `{r}`. `number` is the kind's own for good, as ids in the index are made of it."""

    number: int
    title: str
    body: str
    person: str = "NULL"
    only: str = "true"


@dataclass(frozen=True, slots=True)
class TableRules:
    """`merge`: by each column that names a person, the statements that give its rows to whoever stays.

    `take_apart`: by each other foreign key, the table whose row is brought back with one that a merge took out.
    `story` is the kind of its entries there. `markdown` is the heading they stand under on a person's page, "the top" for
    what comes before the first. `due` says what of it stands in the calendar of what is due. `subjects` are the words before
    its ids in keys of Today's rows.
    """

    table: str
    merge: Mapping[str, tuple[str, ...] | NotThere]
    take_apart: Mapping[str, str | NotThere]
    archive: Archived
    delete: Deleted
    search: Words | NotThere
    story: str | NotThere
    markdown: str | NotThere
    due: str | NotThere
    subjects: tuple[str, ...] = field(default=())
