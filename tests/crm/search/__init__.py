"""Search: people as you type, and everything written."""
