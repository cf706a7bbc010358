"""The command line: what scripts and the open window rely on."""
