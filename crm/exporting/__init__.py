"""Files written from the book, read back before they are put in place."""
