"""A person as plain values, as files hold one: read from the book, with photos told by their bytes."""
