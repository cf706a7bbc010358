"""Proposed meetings: past events of a calendar, settled by the user one by one or all at once."""
