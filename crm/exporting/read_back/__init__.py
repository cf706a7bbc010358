"""Each written file read again, and compared with what was meant to be in it."""
