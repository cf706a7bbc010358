"""The rules of Today, one per file. Pure functions from facts and today's date to a candidate row or None."""
