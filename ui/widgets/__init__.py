"""The controls all pages are built from."""
