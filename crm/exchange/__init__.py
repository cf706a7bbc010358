"""Contacts in and out: readers, matching, preview, writers."""
