"""The guard: checks asks and pitches while they are written; a one-line warning, and the ask sheet."""
