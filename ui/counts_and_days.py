"""Counts and days as text for the pages; adds to crm.text.days_in_words what only pages need."""

from datetime import date

from crm.text import days_in_words


def format_count(number: int, one: str, many: str) -> str:
    """ "1 person", "12 people", "1,204 meetings"."""
    return f"{number:,} {one if number == 1 else many}"


def format_full_day(day: date, today: date) -> str:
    """ "Friday 20 November", with the year where it is not this one."""
    return (
        days_in_words.heading(day) if day.year == today.year else f"{days_in_words.heading(day)} {day.year}"
    )


def format_ago(day: date, today: date) -> str:
    """ "5 weeks ago"; a future day by its name."""
    return days_in_words.ago(day, today) if day <= today else days_in_words.named(day, today)
