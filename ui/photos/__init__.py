"""Photos of people: decoded in a sandboxed process, shown as thumbnails."""
