"""The whole book as one JSON document: written record by record, read back to the identical book."""
