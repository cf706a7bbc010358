"""Files of contacts, calendars and books: from bytes to plain values, and back to bytes."""
