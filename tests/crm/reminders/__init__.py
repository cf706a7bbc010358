"""Tests of the morning notification."""
