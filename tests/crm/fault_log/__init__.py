"""The log of faults and the report made from it."""
