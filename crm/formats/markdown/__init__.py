"""A folder of Markdown: a file a person with their story, and an index."""
