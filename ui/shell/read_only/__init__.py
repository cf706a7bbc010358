"""The window of a read-only book: a banner with the reason, and all writing controls disabled."""
