"""Zip files as other programs export them: the address books and calendars inside, read as one file."""
