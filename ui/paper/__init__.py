"""Pages for paper: laid out, printed, and written as PDF."""
