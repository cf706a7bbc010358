"""The fields of one thing in the window: edited, refused, undone, reached."""
