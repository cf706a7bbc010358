"""Which Goodturn this is."""

VERSION = "0.3.2"
