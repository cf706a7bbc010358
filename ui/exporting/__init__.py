"""Taking people out of the book: whom, in which format, where to."""
