"""The record type of table rules. Pure data: importing it does not import SQLAlchemy.
The SQL has the parameters of its use: `:keep` and `:absorb` in a merge, `:id` in a deletion, `:ids`, a JSON
list of people, in a selection.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

IN_SELECTED_IDS = "IN (SELECT value FROM json_each(:ids))"
OF_SELECTED_PEOPLE = f"person_id {IN_SELECTED_IDS}"


@dataclass(frozen=True, slots=True)
class NotAffected:
    """The table is not affected, with the reason."""

    because: str


@dataclass(frozen=True, slots=True)
class Archived:
    """`selected` and `whole` are SQL conditions for the rows in an archive of some people, and of the book.
    `comes_with` is a foreign key: into a book that is not empty, a row is imported only with a new row that
    it refers to. `is_of_one_book`: rows are never imported into a book that is not empty. `key` is a column
    with the key of a row of Today: rows about something missing are omitted.
    """

    selected: str | NotAffected
    whole: str = "1"
    comes_with: str = ""
    key: str = ""
    is_of_one_book: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """What happens to a row of one person when that person is deleted.
    Foreign keys do it, except for these statements: `first` run before the deletion, then `names`, which keep
    the person's name as text; `last` deletes unused rows among those in `:ids`.
    """

    is_deleted: bool
    because: str
    first: tuple[str, ...] = ()
    names: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class SearchText:
    """The full-text index of row `{r}`. `number` is the kind's number in index ids and must never change."""

    number: int
    title: str
    body: str
    person: str = "NULL"
    only: str = "true"


@dataclass(frozen=True, slots=True)
class TableRules:
    """`merge`: by column that refers to a person, the statements that move its rows to the kept person.
    `take_apart`: by other foreign key, the table whose row is restored together with one that a merge
    deleted. `story` is the kind of its entries there. `markdown` is the heading of its entries on a person's
    page, "the top" for those before the first. `due` describes its entries in the calendar file. `subjects`
    are the prefixes of its ids in keys of Today's rows.
    """

    table: str
    merge: Mapping[str, tuple[str, ...] | NotAffected]
    take_apart: Mapping[str, str | NotAffected]
    archive: Archived
    delete: Deleted
    search: SearchText | NotAffected
    story: str | NotAffected
    markdown: str | NotAffected
    due: str | NotAffected
    subjects: tuple[str, ...] = field(default=())
