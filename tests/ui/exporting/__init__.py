"""Tests of this part of the window."""
