"""Reminders: when the day's list reaches out by itself, what it says, and that it does so once a day."""
