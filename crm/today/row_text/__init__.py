"""What a row says: what to do, and why, in one concrete sentence built from stored words. Pure."""
