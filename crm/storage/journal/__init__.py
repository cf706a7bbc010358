"""The journal: steps, the row changes of each, and the triggers that note them."""
