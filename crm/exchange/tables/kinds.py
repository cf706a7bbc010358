"""The kinds of table that are told apart, as they are called in reports; light, for every import asks for them."""

CSV, LINKEDIN, GOOGLE, OUTLOOK, THUNDERBIRD = (
    "csv",
    "linkedin",
    "google-csv",
    "outlook-csv",
    "thunderbird-csv",
)
KINDS = (LINKEDIN, GOOGLE, OUTLOOK, THUNDERBIRD, CSV)
"""The last is a table of no program that is known."""
