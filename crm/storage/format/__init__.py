"""The book's schema, and migrations from earlier formats."""
