"""Tests of the Today list."""
