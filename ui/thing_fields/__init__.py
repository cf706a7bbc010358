"""The fields of one thing with a key, edited in place: in a sheet, or within a page."""
