"""Export of people: selection, format, destination."""
