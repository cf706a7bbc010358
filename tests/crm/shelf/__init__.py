"""Tests of the shelf: which links are one, what is kept, to whom it was sent, who would welcome it."""
