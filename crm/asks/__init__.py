"""Asks: requests the user makes of people, their answers, and checks for vague wording."""
