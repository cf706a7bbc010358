"""The command line: one module per command, calling the same functions as the window."""
