"""Introductions: two people, each asked and each with an answer of their own, until one hears how it went."""
