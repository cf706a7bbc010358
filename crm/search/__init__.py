"""Search: people as you type, and everything ever written."""
