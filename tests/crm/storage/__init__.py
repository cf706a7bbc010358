"""Storage: the file, the journal, backups."""
