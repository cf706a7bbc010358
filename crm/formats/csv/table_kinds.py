"""Kinds of tables, by the program that wrote them."""

CSV, LINKEDIN, GOOGLE, OUTLOOK, THUNDERBIRD, OWN_TABLE = (
    "csv",
    "linkedin",
    "google-csv",
    "outlook-csv",
    "thunderbird-csv",
    "goodturn-csv",
)
KINDS = (LINKEDIN, GOOGLE, OUTLOOK, THUNDERBIRD, OWN_TABLE, CSV)
"""CSV, the last, is a table of no recognised program."""
