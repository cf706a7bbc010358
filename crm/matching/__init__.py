"""Identity matching: decides whether two people are the same by names, addresses, numbers and UIDs, also in very large books."""
