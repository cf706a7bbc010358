"""Introductions: the answers of both sides, the stages derived from them, and suggestions."""
