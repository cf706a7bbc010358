"""What each step changed, from what to what, read from the journal's images; and which steps a filter lets through."""
