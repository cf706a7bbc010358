"""What `make bench` runs: the app beside the limit it is measured against, in turn, as ratios."""
