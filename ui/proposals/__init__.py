"""Proposed meetings: what a calendar says happened, settled by the user one by one or all at once."""
