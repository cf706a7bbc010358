"""Tables of people: every program's CSV, and any other by a mapping."""
