"""Text by itself: folded, read and shown; names, days and dates in words. Knows no book, and no other package."""
