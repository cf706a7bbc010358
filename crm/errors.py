"""What can go wrong, as a sentence the user can read: what happened, that nothing was lost, what to do."""


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
    """A step cannot be undone alone: later steps rest on it. `steps` are their ids, newest first."""

    exit_status = 1

    def __init__(self, sentence: str, steps: list[int]) -> None:
        super().__init__(sentence)
        self.steps = steps


class FileNotRead(GoodturnError):
    """A file nothing can be read from, or a backup that is no good one."""

    exit_status = 1


class FileNotWritten(GoodturnError):
    """An export or a backup could not be written; the book is as it was."""

    exit_status = 3


class BookNotUsable(GoodturnError):
    """The book is locked, damaged, newer, read-only, or the disk is full: nothing was changed."""

    exit_status = 3


class BookInUse(BookNotUsable):
    """Another Goodturn holds the book; waiting may help."""
