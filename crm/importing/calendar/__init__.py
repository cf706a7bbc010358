"""Events compared with the meetings of the book: guests, proposals, and what an older file said."""
