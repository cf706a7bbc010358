"""Meetings of the user with people: log, plan, mark, list, and answer calendar proposals."""
