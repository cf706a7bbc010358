"""Tests of Sort people."""
