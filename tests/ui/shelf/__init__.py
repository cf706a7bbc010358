"""Tests of the page of the shelf in the real window."""
