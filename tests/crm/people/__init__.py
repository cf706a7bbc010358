"""People: found, listed, changed, merged and deleted in a real book."""
