"""The one box: finds people, written text and commands as the user types."""
