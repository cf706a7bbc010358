"""Advice received and given: noting it, its follow-up promise, what to do next about it, and closing the loop."""
