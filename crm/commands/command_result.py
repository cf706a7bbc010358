"""The result of a command that ran, here or in the open window."""

from typing import NamedTuple


class CommandResult(NamedTuple):
    """The exit status, and what to write to standard output and standard error."""

    status: int
    out: str
    err: str
