"""The kinds of tables, by the program that wrote them."""

CSV, LINKEDIN, GOOGLE, OUTLOOK, THUNDERBIRD, OURS = (
    "csv",
    "linkedin",
    "google-csv",
    "outlook-csv",
    "thunderbird-csv",
    "goodturn-csv",
)
KINDS = (LINKEDIN, GOOGLE, OUTLOOK, THUNDERBIRD, OURS, CSV)
"""The last is a table of no program that is known."""
