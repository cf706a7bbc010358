"""Tables of people: comma-separated files in and out."""
