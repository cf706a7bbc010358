"""File formats for contacts, calendars and whole books: readers from bytes to plain values, and writers."""
