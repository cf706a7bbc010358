"""What stands in place of the pages while the book is in trouble: damaged, lost, or with another book's log beside it."""
