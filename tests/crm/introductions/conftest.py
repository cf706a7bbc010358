"""Commands as a script runs them, on the day it says."""

from tests.crm.commands.conftest import goodturn

__all__ = ["goodturn"]
