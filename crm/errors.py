"""Errors whose text is a sentence for the user: what happened, that nothing was lost, what to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.examination import Finding
    from crm.steps import Step


class GoodturnError(Exception):
    """An error whose text is shown to the user, one or two sentences. `exit_status` is that of the command
    line.
    """

    exit_status = 2


class NotUnderstood(GoodturnError):
    """The request is invalid: an unknown field, date, row or step."""

    exit_status = 2


class NothingFound(GoodturnError):
    """No row matches the given words."""

    exit_status = 1


class AlreadyDone(GoodturnError):
    """What is asked for was done before and is not done twice; the sentence says when."""

    exit_status = 1


class ChoiceNeeded(GoodturnError):
    """More than one person matches; the candidates are (id, name) pairs, best first."""

    exit_status = 1

    def __init__(self, sentence: str, candidates: list[tuple[int, str]]) -> None:
        super().__init__(sentence)
        self.candidates = candidates


class DependentStepsError(GoodturnError):
    """A step cannot be undone or redone alone. `steps`, newest first and at least one, must be undone or
    redone before it.
    """

    exit_status = 1

    def __init__(self, sentence: str, steps: "Sequence[Step]") -> None:
        super().__init__(sentence)
        self.steps = tuple(steps)


class FileNotRead(GoodturnError):
    """Nothing can be read from the file, or it is not a valid backup."""

    exit_status = 1


class FileNotWritten(GoodturnError):
    """An export or a backup could not be written; the book is unchanged."""

    exit_status = 3


class NotAsWritten(GoodturnError):
    """A file read back differs from what was written. The text is the reason, as the middle of a sentence."""

    exit_status = 3


class BookNotUsable(GoodturnError):
    """The book is locked, damaged, newer or read-only, or the disk is full: nothing was changed."""

    exit_status = 3


class BookDamaged(BookNotUsable):
    """The file's contents are not what was written. `findings` list the damage, where it is known."""

    def __init__(self, sentence: str, findings: "Sequence[Finding]" = ()) -> None:
        super().__init__(sentence)
        self.findings = tuple(findings)


class BookLost(BookNotUsable):
    """The book's file is missing or empty, but other files of the folder show that a book existed."""


class OnlyReadable(BookNotUsable):
    """The book cannot be written at present (read-only place, full disk, newer format), but it can be read."""


class SavedBut(GoodturnError):
    """The action was committed, and something after it failed: it must not be repeated."""

    exit_status = 1


class BookInUse(BookNotUsable):
    """Another process has the book open; waiting may help."""
