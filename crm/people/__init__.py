"""People: finding, listing, showing, adding, editing, merging and deleting them."""
