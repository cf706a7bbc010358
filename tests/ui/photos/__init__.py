"""Photos, in the window and in the process that decodes them."""
