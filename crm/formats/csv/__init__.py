"""Tables of people: every program's CSV in, any other by a mapping, and our own out."""
