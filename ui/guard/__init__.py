"""The guard where asks and pitches are written: one quiet line, and the sheet for an ask."""
