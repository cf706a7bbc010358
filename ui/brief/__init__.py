"""The page of a brief: what to know, to ask and to offer at one meeting."""
