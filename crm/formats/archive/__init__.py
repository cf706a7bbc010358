"""The archive format: the whole book as one JSON document that reads back to an identical book."""
