"""The one box: people, what was written, and every command, as you type."""
