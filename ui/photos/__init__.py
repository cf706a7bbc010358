"""Photos of people: decoded by a guarded process, shown small."""
