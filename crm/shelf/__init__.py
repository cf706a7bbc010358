"""The shelf: links and things worth passing on, and to whom each went."""
