"""Tests of the page of asks."""
