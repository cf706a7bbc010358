"""A year with Today: three hundred invented people, somebody who works the list, and what must hold on every day of it."""
