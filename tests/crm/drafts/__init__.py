"""Tests of mail drafts."""
