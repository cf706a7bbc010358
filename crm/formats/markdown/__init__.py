"""The Markdown export: a folder with one file per person, and an index."""
