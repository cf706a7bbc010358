"""Columns of the program's own CSV table that no address book has; they are imported for new people only."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crm.text.folding import fold

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """`standing` may be empty; `topics` are pairs of kind and words."""

    standing: str = ""
    rhythm_days: int | None = None
    pronouns: str = ""
    blurb: str = ""
    blurb_on: str | None = None
    topics: tuple[tuple[str, str], ...] = ()


class OwnColumnsWriter:
    """Collects the columns while people are imported, and writes them once the people are in the book."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self._pending: list[tuple[int, OwnColumns]] = []

    def add(self, person: int, columns: OwnColumns | None, standing: str) -> None:
        if columns is not None:
            is_parked = standing == "parked"  # parked people have no rhythm
            self._pending.append((person, replace(columns, rhythm_days=None) if is_parked else columns))

    def write(self) -> None:
        for person, columns in self._pending:
            _write(self._work, person, columns)


def _write(work: "UnitOfWork", person: int, columns: OwnColumns) -> None:
    """Write the columns of a person who is in the book. A rhythm starts on the day of the import."""
    since = work.today.isoformat() if columns.rhythm_days else None
    work.connection.execute(
        "UPDATE person SET rhythm_days = ?, rhythm_since = ?, pronouns = ?, blurb = ?, blurb_on = ? WHERE id = ?",
        (columns.rhythm_days, since, columns.pronouns, columns.blurb, columns.blurb_on, person),
    )
    for kind, words in columns.topics:
        work.connection.execute(
            "INSERT INTO person_topic(person_id, topic_id, kind, added_on) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (person, _topic(work, words), kind, work.today.isoformat()),
        )


def _topic(work: "UnitOfWork", words: str) -> int:
    key = fold(words)
    work.connection.execute(
        "INSERT INTO topic(words, folded) VALUES (?, ?) ON CONFLICT DO NOTHING", (words, key)
    )
    return int(work.connection.execute("SELECT id FROM topic WHERE folded = ?", (key,)).fetchone()[0])
