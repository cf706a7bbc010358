"""The same fixtures as for commands: things are read, edited and deleted as a script does it."""

from tests.crm.commands.conftest import goodturn, people

__all__ = ["goodturn", "people"]
