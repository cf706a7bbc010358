"""The history page, over the journal."""
