"""Whole stories through the real window, by keyboard alone."""
