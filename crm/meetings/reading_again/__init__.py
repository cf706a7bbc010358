"""The corrected text of a meeting understood anew, compared with what is in the book, and taken over where chosen."""
