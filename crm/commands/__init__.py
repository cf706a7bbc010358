"""The command line: one file a command. It calls the same functions as the window."""
