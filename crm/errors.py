"""What can go wrong, as a sentence the user can read: what happened, that nothing was lost, what to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.examination import Finding
    from crm.steps import Step


class GoodturnError(Exception):
    """An error whose text is meant for the user, one sentence or two. `exit_status` is the command line's."""

    exit_status = 2


class NotUnderstood(GoodturnError):
    """The request itself makes no sense: an unknown field, date, row or step."""

    exit_status = 2


class NothingFound(GoodturnError):
    """Nothing fits the words given."""

    exit_status = 1


class ChoiceNeeded(GoodturnError):
    """More than one person fits; the candidates are (id, name) pairs, best first."""

    exit_status = 1

    def __init__(self, sentence: str, candidates: list[tuple[int, str]]) -> None:
        super().__init__(sentence)
        self.candidates = candidates


class InTheWay(GoodturnError):
    """A step cannot be undone or brought back alone. `steps` are those that have to go, or come back, first; there is at
    least one, and the newest comes first."""

    exit_status = 1

    def __init__(self, sentence: str, steps: "Sequence[Step]") -> None:
        super().__init__(sentence)
        self.steps = tuple(steps)


class FileNotRead(GoodturnError):
    """A file nothing can be read from, or a backup that is no good one."""

    exit_status = 1


class FileNotWritten(GoodturnError):
    """An export or a backup could not be written; the book is as it was."""

    exit_status = 3


class NotAsWritten(GoodturnError):
    """A file read back is not what was written. The text is why, as the middle of a sentence."""

    exit_status = 3


class BookNotUsable(GoodturnError):
    """The book is locked, damaged, newer, read-only, or the disk is full: nothing was changed."""

    exit_status = 3


class BookDamaged(BookNotUsable):
    """What the file holds is not what was written. `findings` say what, where that is known."""

    def __init__(self, sentence: str, findings: "Sequence[Finding]" = ()) -> None:
        super().__init__(sentence)
        self.findings = tuple(findings)


class BookLost(BookNotUsable):
    """The book's file is missing or empty, though other files of the folder show that there was one."""


class OnlyReadable(BookNotUsable):
    """The book cannot be written at present (read-only place, full disk, newer format), but it can be read."""


class SavedBut(GoodturnError):
    """The action was saved, and something after it failed: it must not be done again."""

    exit_status = 1


class BookInUse(BookNotUsable):
    """Another Goodturn holds the book; waiting may help."""
