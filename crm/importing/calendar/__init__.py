"""Imports calendar events as meetings: guests, proposals, and revisions of events."""
