"""Zip exports of other programs: all address books and calendars inside, read as one file."""
