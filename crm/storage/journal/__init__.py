"""The journal: steps, their row changes, and the triggers that record them."""
