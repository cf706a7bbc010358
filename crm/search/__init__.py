"""Search: people while typing, and full-text search over the whole book."""
