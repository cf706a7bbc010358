"""Stories of drafts."""
