"""The history page: the journal of all steps."""
