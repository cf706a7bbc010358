"""The log file of faults, and the report of a problem made from it. Nothing personal is ever written there."""
