"""Logging, planning and listing meetings, on a real book."""
