"""Bringing people in from a file: everything is shown first, nothing is written before the user says so."""
