"""A simulated year of Today: 300 invented people, an invented user, and invariants checked every day."""
