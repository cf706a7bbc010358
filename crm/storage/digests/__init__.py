"""Digests of rows, totals of tables and seals of steps: how damage is found that SQLite does not see."""
