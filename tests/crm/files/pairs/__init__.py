"""Pairs of cards that are one person, and pairs that are two, as people really write them; written before any tuning."""
