"""The texts of a row (what to do and why), built from stored texts. Pure."""
