"""What each step changed, from the journal; and the filter of History."""
