"""Asks: what the user requests of people, what came of it, and what makes an ask vague."""
