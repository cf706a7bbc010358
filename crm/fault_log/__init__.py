"""The fault log, and the lines shown in a problem report. Nothing personal is written to it."""
