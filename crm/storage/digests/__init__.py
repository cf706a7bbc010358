"""Row digests, table totals and step seals: detection of damage that SQLite does not see."""
