"""What a table of ours says of somebody that no address book does: it comes in with people who are new."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crm.text.folding import fold

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Beside:
    """`standing` may be nothing; `topics` are (kind, words)."""

    standing: str = ""
    rhythm_days: int | None = None
    pronouns: str = ""
    blurb: str = ""
    blurb_on: str | None = None
    topics: tuple[tuple[str, str], ...] = ()


class BesideRows:
    """Collected while people come in, and put down once they are in the book."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self._taken: list[tuple[int, Beside]] = []

    def take(self, person: int, beside: Beside | None, standing: str) -> None:
        if beside is not None:
            is_parked = standing == "parked"  # nobody has to keep in touch with them
            self._taken.append((person, replace(beside, rhythm_days=None) if is_parked else beside))

    def write(self) -> None:
        for person, beside in self._taken:
            _put_down(self._work, person, beside)


def _put_down(work: "UnitOfWork", person: int, beside: Beside) -> None:
    """Of a person who is in the book. The clock of a rhythm starts on the day it came in."""
    since = work.today.isoformat() if beside.rhythm_days else None
    work.connection.execute(
        "UPDATE person SET rhythm_days = ?, rhythm_since = ?, pronouns = ?, blurb = ?, blurb_on = ? WHERE id = ?",
        (beside.rhythm_days, since, beside.pronouns, beside.blurb, beside.blurb_on, person),
    )
    for kind, words in beside.topics:
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
